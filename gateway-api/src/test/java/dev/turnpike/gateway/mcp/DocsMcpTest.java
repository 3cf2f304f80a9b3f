package dev.turnpike.gateway.mcp;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class DocsMcpTest {

  @Test
  void greetsWithoutKeyOrSession() {
    post("""
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18",
             "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}""")
        .statusCode(200)
        .body("result.serverInfo.name", equalTo("turnpike-docs"));
    post("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}").statusCode(202);
  }

  @Test
  void listsItsTools() {
    post("{\"jsonrpc\": \"2.0\", \"id\": 2, \"method\": \"tools/list\"}")
        .statusCode(200)
        .body("result.tools.name", hasItems("search_docs", "get_page"));
  }

  @Test
  void findsPagesAndReadsThem() {
    call("search_docs", "{\"query\": \"custom provider base_url\"}")
        .body("result.content[0].text", startsWith("Found "))
        .body("result.content[0].text", containsString("/docs/custom-providers"));
    call("get_page", "{\"path\": \"/docs/custom-providers.md\"}")
        .body("result.content[0].text", startsWith("# Custom providers"));
  }

  @Test
  void saysWhatIsMissing() {
    call("search_docs", "{}")
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", startsWith("query is required"));
    call("get_page", "{\"path\": \"no-such\"}").body("result.isError", equalTo(true));
    call("search_docs", "{\"query\": \"xyzzyq\"}")
        .body("result.content[0].text", startsWith("No results found"));
    post("{").statusCode(400).body("error.code", equalTo(-32700));
  }

  @Test
  void keepsNoSessions() {
    given().get("/mcp/docs").then().statusCode(405).body("error.code", equalTo(-32000));
    given().delete("/mcp/docs").then().statusCode(405);
  }

  @Test
  void answersNoPageOfAnotherOrigin() {
    given()
        .header("Origin", "https://elsewhere.example")
        .contentType(ContentType.JSON)
        .body("{\"jsonrpc\": \"2.0\", \"id\": 2, \"method\": \"tools/list\"}")
        .post("/mcp/docs")
        .then()
        .statusCode(403);
    given()
        .header("Host", "rebound.example")
        .header("Origin", "http://rebound.example")
        .contentType(ContentType.JSON)
        .body("{\"jsonrpc\": \"2.0\", \"id\": 2, \"method\": \"tools/list\"}")
        .post("/mcp/docs")
        .then()
        .statusCode(403);
  }

  private static ValidatableResponse call(String tool, String arguments) {
    return post("{\"jsonrpc\": \"2.0\", \"id\": 3, \"method\": \"tools/call\", \"params\": {\"name\": \"%s\", \"arguments\": %s}}"
            .formatted(tool, arguments))
        .statusCode(200);
  }

  private static ValidatableResponse post(String body) {
    return given()
        .contentType(ContentType.JSON)
        .accept("application/json, text/event-stream")
        .body(body)
        .post("/mcp/docs")
        .then();
  }
}
