package dev.turnpike.gateway.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class PlatformMcpTest {
  private static final String LIST =
      "{\"jsonrpc\": \"2.0\", \"id\": 2, \"method\": \"tools/list\"}";

  @Test
  void asksForAKey() {
    given()
        .contentType(ContentType.JSON)
        .body(LIST)
        .post("/mcp")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("error.code", equalTo(-32001));
    with("nobodys-key").body(LIST).post("/mcp").then().statusCode(401);
  }

  @Test
  void listsEachToolToAKeyWithItsRight() {
    names(TurnpikeServer.API_KEY)
        .body(
            "result.tools.name",
            containsInAnyOrder(
                "list_logs",
                "get_log_detail",
                "get_spans_summary",
                "list_traces",
                "get_trace_tree",
                "list_customers",
                "get_customer_detail",
                "list_models",
                "list_providers",
                "create_custom_provider",
                "create_model"));
    var reader = key("logs");
    names(reader)
        .body("result.tools.name", hasItems("list_logs", "list_customers"))
        .body("result.tools.name", not(hasItem("create_model")));
    call(reader, "create_model", "{\"model_name\": \"mcp-refused\"}")
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", containsString("lacks the right to: management"));
  }

  @Test
  void addsAProviderAndItsModel() {
    call(
            TurnpikeServer.API_KEY,
            "create_custom_provider",
            """
            {"provider_id": "mcp-lab", "provider_name": "MCP lab", "base_url": "http://localhost:11434/v1",
             "api_key": "a-secret-of-the-lab"}\
            """)
        .body("result.isError", equalTo(false))
        .body("result.content[0].text", not(containsString("a-secret-of-the-lab")));
    call(
            TurnpikeServer.API_KEY,
            "create_model",
            "{\"model_name\": \"mcp/model\", \"custom_provider_id\": \"mcp-lab\", \"input_cost\":"
                + " 1.5}")
        .body("result.isError", equalTo(false))
        .body("result.content[0].text", containsString("\"created\" : true"));
    var found =
        text(
            call(
                TurnpikeServer.API_KEY,
                "list_models",
                """
                {"filters": {"model_name": {"operator": "", "value": ["mcp/model"]}}}\
                """));
    assertThat(found.getList("results.model_name")).isEqualTo(List.of("mcp/model"));
    call(TurnpikeServer.API_KEY, "list_providers", "{\"page_size\": 1000}")
        .body("result.content[0].text", containsString("\"mcp-lab\""));
  }

  @Test
  void findsLogsTracesAndCustomers() {
    with(TurnpikeServer.API_KEY)
        .body(
            """
            {"model": "mcp-logged", "input": "Hello!", "output": "Hi.", "trace_unique_id": "mcp-trace",
             "span_unique_id": "mcp-span", "unique_id": "mcp-log", "customer_identifier": "mcp-user"}\
            """)
        .post("/api/request-logs/")
        .then()
        .statusCode(201);
    call(
            TurnpikeServer.API_KEY,
            "list_logs",
            """
            {"filters": [{"field": "model", "operator": "", "value": ["mcp-logged"]}],
             "include_fields": ["model"], "start_time": "2020-01-01T00:00:00Z"}\
            """)
        .body("result.content[0].text", containsString("\"model\" : \"mcp-logged\""))
        .body("result.content[0].text", containsString("start_time was moved"))
        .body("result.content[0].text", not(containsString("\"latency\"")));
    call(TurnpikeServer.API_KEY, "get_log_detail", "{\"log_id\": \"mcp-log\"}")
        .body("result.content[0].text", containsString("Hello!"));
    call(
            TurnpikeServer.API_KEY,
            "get_spans_summary",
            """
            {"start_time": "2020-01-01T00:00:00Z", "end_time": "2099-01-01T00:00:00Z",
             "filters": {"model": {"operator": "", "value": ["mcp-logged"]}}}\
            """)
        .body("result.content[0].text", containsString("\"number_of_requests\" : 1,"));
    call(TurnpikeServer.API_KEY, "list_traces", "{}")
        .body("result.content[0].text", containsString("mcp-trace"));
    call(TurnpikeServer.API_KEY, "get_trace_tree", "{\"trace_id\": \"mcp-trace\"}")
        .body("result.content[0].text", containsString("\"span_tree\""));
    call(TurnpikeServer.API_KEY, "list_customers", "{}")
        .body("result.content[0].text", containsString("mcp-user"));
    call(TurnpikeServer.API_KEY, "get_customer_detail", "{\"customer_identifier\": \"mcp-user\"}")
        .body("result.content[0].text", containsString("\"number_of_requests\" : 1,"));
  }

  @Test
  void namesArgumentsThatAreWrong() {
    var errors =
        text(
            call(
                TurnpikeServer.API_KEY,
                "list_logs",
                "{\"page_size\": 51, \"limit\": 5, \"filters\": \"model\"}"));
    assertThat(errors.getMap("")).containsOnlyKeys("page_size", "limit", "filters");
    call(TurnpikeServer.API_KEY, "get_log_detail", "{}")
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", containsString("log_id"));
    call(TurnpikeServer.API_KEY, "get_log_detail", "{\"log_id\": \"no-such\"}")
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", containsString("Log not found"));
    call(TurnpikeServer.API_KEY, "create_model", "{\"model_name\": \"mcp-orphan\"}")
        .body("result.isError", equalTo(true));
  }

  @Test
  void listsOnlyToolsThatTheHeaderNames() {
    with(TurnpikeServer.API_KEY)
        .header("Respan-Enabled-Tools", "list_logs, list_models")
        .body(LIST)
        .post("/mcp")
        .then()
        .body("result.tools.name", containsInAnyOrder("list_logs", "list_models"));
  }

  @Test
  void answersAtTheOlderAddressAndNoPageOfAnotherOrigin() {
    with(TurnpikeServer.API_KEY).body(LIST).post("/api/mcp").then().statusCode(200);
    with(TurnpikeServer.API_KEY)
        .header("Origin", "https://elsewhere.example")
        .body(LIST)
        .post("/mcp")
        .then()
        .statusCode(403);
    given().get("/mcp").then().statusCode(405).body("error.code", equalTo(-32000));
  }

  private static String key(String right) {
    return with(TurnpikeServer.API_KEY)
        .body("{\"name\": \"mcp %s\", \"rights\": [\"%s\"]}".formatted(right, right))
        .post("/api/temporary-keys/")
        .then()
        .statusCode(201)
        .extract()
        .path("api_key");
  }

  private static ValidatableResponse names(String key) {
    return with(key).body(LIST).post("/mcp").then().statusCode(200);
  }

  private static ValidatableResponse call(String key, String tool, String arguments) {
    return with(key)
        .body(
            "{\"jsonrpc\": \"2.0\", \"id\": 3, \"method\": \"tools/call\", \"params\": {\"name\": \"%s\", \"arguments\": %s}}"
                .formatted(tool, arguments))
        .post("/mcp")
        .then()
        .statusCode(200);
  }

  private static JsonPath text(ValidatableResponse answer) {
    return JsonPath.from(answer.extract().<String>path("result.content[0].text"));
  }

  private static RequestSpecification with(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON)
        .accept("application/json, text/event-stream");
  }
}
