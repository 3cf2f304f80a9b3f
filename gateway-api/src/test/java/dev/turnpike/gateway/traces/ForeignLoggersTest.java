package dev.turnpike.gateway.traces;

import static dev.turnpike.gateway.traces.Traced.awaitTrace;
import static dev.turnpike.gateway.traces.Traced.client;
import static dev.turnpike.gateway.traces.Traced.hex;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What loggers of other products send becomes traces. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class ForeignLoggersTest {

  @Test
  void putsLangfusesObservationsTogetherFromTheirParts() {
    var trace = hex(32);
    var step = hex(16);
    langfuse(
            """
            {"id": "1", "type": "generation-create", "timestamp": "2026-11-01T10:00:00Z", "body":
              {"id": "%s", "traceId": "%s", "name": "answer", "startTime": "2026-11-01T10:00:00Z",
               "model": "langfused", "modelParameters": {"temperature": 0.5}, "input": "Hello!"}},
            {"id": "2", "type": "trace-create", "timestamp": "2026-11-01T10:00:00Z", "body":
              {"id": "%s", "name": "pipeline", "userId": "lf-user", "sessionId": "lf-session",
               "metadata": {"team": "a"}}}\
            """
                .formatted(step, trace, trace))
        .body("successes.id", equalTo(List.of("2", "1")))
        .body("errors", hasSize(0));
    langfuse(
            """
            {"id": "3", "type": "generation-update", "timestamp": "2026-11-01T10:00:02Z", "body":
              {"id": "%s", "traceId": "%s", "endTime": "2026-11-01T10:00:02Z",
               "completionStartTime": "2026-11-01T10:00:00.500Z", "output": "Hi.",
               "usage": {"input": 3, "output": 4}}}\
            """
                .formatted(step, trace))
        .body("errors", hasSize(0));

    var found = awaitTrace(trace, 2);

    assertThat(found.getString("name")).isEqualTo("pipeline");
    var root = found.getMap("span_tree[0]");
    assertThat(root).containsEntry("log_type", "workflow").containsEntry("span_name", "pipeline");
    assertThat(found.getMap("span_tree[0].children[0]"))
        .containsEntry("model", "langfused")
        .containsEntry("log_type", "generation")
        .containsEntry("customer_identifier", "lf-user")
        .containsEntry("session_identifier", "lf-session")
        .containsEntry("prompt_tokens", 3)
        .containsEntry("completion_tokens", 4)
        .containsEntry("latency", 2)
        .containsEntry("output", "Hi.");
    langfuse(
            """
            {"id": "4", "type": "generation-update", "body": {"id": "%s", "output": "Late."}}\
            """
                .formatted(step))
        .body("errors[0].id", equalTo("4"))
        .body("errors[0].message", containsString("cannot be changed any more"));
  }

  @Test
  void namesWhatOfLangfuseIsNotTaken() {
    langfuse(
            """
            {"id": "1", "type": "score-create", "body": {"name": "s", "value": 1}},
            {"id": "2", "type": "span-create", "body": {}},
            {"id": "3", "type": "sdk-log", "body": {"log": "hi"}},
            {"id": "4", "type": "dream-create", "body": {"id": "x"}}\
            """)
        .body("successes.id", equalTo(List.of("3")))
        .body("errors.id", equalTo(List.of("1", "2", "4")))
        .body("errors[1].message", equalTo("body.id: This field is required."));
    client().body("{\"events\": []}").post("/api/public/ingestion").then().statusCode(400);
    client()
        .get("/api/public/projects")
        .then()
        .statusCode(200)
        .body("data[0].name", equalTo("Turnpike"));
  }

  @Test
  void takesRowsOfBraintrustsLogger() {
    var address =
        client()
            .post("/api/braintrust/api/apikey/login")
            .then()
            .statusCode(200)
            .extract()
            .<String>path("org_info[0].api_url");
    assertThat(address).endsWith("/api/braintrust");
    var project =
        client()
            .body("{\"name\": \"My project\"}")
            .post("/api/braintrust/v1/project")
            .then()
            .statusCode(200)
            .extract()
            .<String>path("id");
    var trace = hex(32);
    var step = hex(16);
    braintrust(
            """
            {"id": "%s", "span_id": "%s", "root_span_id": "%s", "project_id": "%s", "log_id": "g",
             "span_attributes": {"name": "chat", "type": "llm"}, "metrics": {"start": 1790000000.5},
             "input": [{"role": "user", "content": "Hello!"}], "metadata": {"model": "brained", "team": "a"}}\
            """
                .formatted(trace + "-1", step, trace, project))
        .statusCode(200)
        .body("ids", hasSize(1));
    braintrust(
            """
            {"id": "%s", "_is_merge": true, "output": "Hi.", "scores": {"good": 1}, "tags": ["t"],
             "metrics": {"end": 1790000002.0, "prompt_tokens": 3, "completion_tokens": 4}}\
            """
                .formatted(trace + "-1"))
        .statusCode(200);

    JsonPath found = awaitTrace(trace, 1);

    assertThat(found.getMap("span_tree[0]"))
        .containsEntry("span_name", "chat")
        .containsEntry("log_type", "chat")
        .containsEntry("model", "brained")
        .containsEntry("prompt_tokens", 3)
        .containsEntry("latency", 1.5f)
        .containsEntry("output", "Hi.");
    assertThat(found.<String, String>getMap("span_tree[0].metadata"))
        .isEqualTo(
            Map.of("team", "a", "braintrust_project", "My project", "braintrust_tags", "[\"t\"]"));
    braintrust("{\"id\": \"%s\", \"_is_merge\": true}".formatted(trace + "-1"))
        .body("refused[0]", containsString("cannot be changed"));
    braintrust("{\"span_id\": \"x\"}").statusCode(400);
  }

  @Test
  void wantsAKeyWithTheRight() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"batch\": []}")
        .post("/api/public/ingestion")
        .then()
        .statusCode(401);
    given().post("/api/braintrust/api/apikey/login").then().statusCode(401);
  }

  private static ValidatableResponse langfuse(String events) {
    return given()
        .auth()
        .preemptive()
        .basic("pk-lf-anything", TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body("{\"batch\": [" + events + "]}")
        .post("/api/public/ingestion")
        .then()
        .statusCode(207);
  }

  private static ValidatableResponse braintrust(String row) {
    return client()
        .body("{\"rows\": [" + row + "], \"api_version\": 2}")
        .post("/api/braintrust/logs3")
        .then();
  }
}
