package dev.turnpike.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The page that watches a key's first calls, without scripts: by looking again. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class ConsoleConnectTest {

  @Test
  void showsCodeForTheReadersOwnAddressAndModel() {
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body(
            """
            {"provider_id": "connect-lab", "provider_name": "Connect lab", "extra_kwargs": {"base_url": "http://localhost:1/v1"}}\
            """)
        .post("/api/providers/");
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body("{\"model_name\": \"connect/model\", \"custom_provider_id\": \"connect-lab\"}")
        .post("/api/models/");

    var page = Visitor.owner().get("/console/connect?model=connect%2Fmodel").asString();

    assertThat(page)
        .contains("connect/model", "id=\"snippet-curl\"", "id=\"snippet-java\"")
        .contains("/api/chat/completions")
        .contains("Waiting for the first request");
  }

  @Test
  void saysWhatIsWrongWithRequestsThatBelongToNobody() {
    var visitor = Visitor.owner();
    var since = System.currentTimeMillis();
    call("/v1/v1/chat/completions", TurnpikeServer.API_KEY, "x").then().statusCode(404);
    call("/api/chat/completions", "nobodys-key", "x").then().statusCode(401);
    given().contentType(ContentType.JSON).body("{}").post("/api/responses").then().statusCode(401);

    visitor
        .get("/console/connect?since=" + since)
        .then()
        .statusCode(200)
        .body(containsString("Nothing is served at /v1/v1/chat/completions"))
        .body(containsString("A part of the path is doubled"))
        .body(containsString("A key that belongs to nobody was shown to /api/chat/completions"))
        .body(containsString("A request to /api/responses showed no key"))
        .body(not(containsString("nobodys-key")));
  }

  @Test
  void saysWhyACallOfTheKeyFailed() {
    var visitor = Visitor.owner();
    var since = System.currentTimeMillis();
    var made =
        given()
            .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
            .contentType(ContentType.JSON)
            .body("{\"name\": \"connect\"}")
            .post("/api/temporary-keys/")
            .jsonPath();
    call("/api/chat/completions", made.getString("api_key"), "no-such-model")
        .then()
        .statusCode(404);
    var page = "/console/connect/watch?key=" + made.getString("id") + "&model=m&since=" + since;

    var shown =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> visitor.get(page).asString(), text -> text.contains("no-such-model"));

    assertThat(shown)
        .contains(
            "there is no such model", "Callers may ask for the names that stand under Models");
  }

  private static Response call(String path, String key, String model) {
    return given()
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON)
        .body(
            "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"
                .formatted(model))
        .post(path);
  }
}
