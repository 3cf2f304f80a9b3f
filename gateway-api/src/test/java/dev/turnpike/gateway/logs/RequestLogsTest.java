package dev.turnpike.gateway.logs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of calls that did not pass the gateway, written and read over HTTP. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class RequestLogsTest {
  private static final String SNIPPET =
      """
      {
        "model": "MY_CUSTOM_MODEL_ID",
        "prompt_messages": [{"role": "user", "content": "Hello!"}],
        "completion_message": {"role": "assistant", "content": "Hello from my custom provider."},
        "cost": 0.001,
        "generation_time": 1.2,
        "customer_params": {"customer_identifier": "user_123"}
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/request-logs",
        "/api/request-logs/",
        "/api/request-logs/create",
        "/api/request-logs/create/"
      })
  void logsACallAndReadsItBack(String path) {
    String id =
        client()
            .body(SNIPPET)
            .post(path)
            .then()
            .statusCode(201)
            .body("unique_id", notNullValue())
            .body("cost", equalTo(0.001f))
            .body("cost_basis", equalTo("reported"))
            .body("latency", equalTo(1.2f))
            .body("status", equalTo("success"))
            .body("environment", equalTo("prod"))
            .extract()
            .path("unique_id");

    client()
        .get("/api/request-logs/" + id + "/")
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("customer_identifier", equalTo("user_123"))
        .body("prompt_messages[0].content", equalTo("Hello!"))
        .body("completion_message.content", equalTo("Hello from my custom provider."))
        .body("log_type", equalTo("chat"))
        .body("log_method", equalTo("logging_api"))
        .body("limit_info.is_allowed", equalTo(true));
  }

  @Test
  void readsBackEveryKindOfField() {
    client()
        .body(
            """
            {"model": "m/1", "log_type": "generation", "trace_unique_id": "t-1",
             "span_unique_id": "s-1", "span_parent_id": "s-0", "span_name": "answer",
             "thread_identifier": 42, "metadata": {"team": "red", "n": 1},
             "properties": {"n": 1.50}, "temperature": 0.2, "stream": true,
             "usage": {"input_tokens": 10, "output_tokens": 5, "cache_read_input_tokens": 90},
             "prompt_unit_price": 1, "completion_unit_price": 2, "ttft": 0.25,
             "timestamp": "2026-03-14T15:09:26.5Z", "latency": 1.5,
             "status": "error", "error_message": "boom", "note": "look", "scores": {"a": 1},
             "input": {"question": "why"}, "output": "because", "unheard_of": 1}
            """)
        .post("/api/request-logs/")
        .then()
        .statusCode(201)
        .body("thread_identifier", equalTo("42"))
        .body("metadata", equalTo(java.util.Map.of("team", "red", "n", "1")))
        .body("properties.n", equalTo(1.50f))
        .body("temperature", equalTo(0.2f))
        .body("prompt_tokens", equalTo(100))
        .body("prompt_cache_hit_tokens", equalTo(90))
        .body("completion_tokens", equalTo(5))
        .body("cost", equalTo(0.00011f))
        .body("cost_basis", equalTo("computed"))
        .body("time_to_first_token", equalTo(0.25f))
        .body("start_time", equalTo("2026-03-14T15:09:25Z"))
        .body("status", equalTo("failed"))
        .body("status_code", equalTo(500))
        .body("note", equalTo("look"))
        .body("scores.a", equalTo(1))
        .body("input", equalTo("{\"question\":\"why\"}"))
        .body("output", equalTo("because"))
        .body("$", not(hasKey("unheard_of")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                        | model              | This field is required.",
        "{'model': 7.5, 'cost': 'free'}            | cost               | Must be a number.",
        "{'model': 'm', 'cost': -1}                | cost               | Must not be negative.",
        "{'model': ['m']}                          | model              | Must be a string.",
        "{'model': 'm', 'metadata': 'x'}           | metadata           | Must be an object.",
        "{'model': 'm', 'prompt_tokens': 1.5}      | prompt_tokens      | Must be a whole number.",
        "{'model': 'm', 'timestamp': 'yesterday'}  | timestamp          | Must be an ISO 8601 time",
        "{'model': 'm', 'stream': 'perhaps'}       | stream             | Must be true or false.",
        "{'model': 'm', 'status': 'odd'}           | status             | is not one of",
        "{'model': 'm', 'log_type': 'odd'}         | log_type           | is not one of",
        "{'model': 'm', 'customer_params': []}     | customer_params    | Must be an object.",
      })
  void namesTheFieldThatIsWrong(String body, String field, String message) {
    client()
        .body(body.replace('\'', '"'))
        .post("/api/request-logs/")
        .then()
        .statusCode(400)
        .body(field + "[0]", containsString(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"model\": ", "[1]", "nonsense"})
  void refusesWhatIsNoJsonObject(String body) {
    client()
        .body(body)
        .post("/api/request-logs/")
        .then()
        .statusCode(400)
        .body("error", notNullValue());
  }

  @Test
  void takesTheSameLogTwiceForOneAndAnotherForAnError() {
    var id = "mine-" + UUID.randomUUID();
    var body = "{\"unique_id\": \"%s\", \"model\": \"m\", \"cost\": 0.5}".formatted(id);

    String first =
        client().body(body).post("/api/request-logs/").then().statusCode(201).extract().asString();
    String again =
        client().body(body).post("/api/request-logs/").then().statusCode(201).extract().asString();
    client()
        .body(body.replace("0.5", "0.6"))
        .post("/api/request-logs/")
        .then()
        .statusCode(400)
        .body("unique_id[0]", containsString("another content"));

    assertThat(again).isEqualTo(first);
    client()
        .get("/api/request-logs/?unique_id=" + id)
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("results[0].cost", equalTo(0.5f));
  }

  @Test
  void answersBeforeTheDatabaseHasItWhenAsked() {
    client()
        .body("{\"model\": \"m\", \"respan_api_controls\": {\"block\": false}}")
        .post("/api/request-logs/")
        .then()
        .statusCode(201)
        .body("unique_id", notNullValue());
  }

  @Test
  void takesLogsInBulkAndSaysWhichItCouldNot() {
    client()
        .body("{\"logs\": [{\"model\": \"m\"}, {\"cost\": 1}, 7]}")
        .post("/api/request-logs/bulk/")
        .then()
        .statusCode(201)
        .body("success_count", equalTo(1))
        .body("error_count", equalTo(2))
        .body("errors.index", contains(1, 2))
        .body("errors[0].error", containsString("model"));

    client().body("{\"logs\": [{}]}").post("/api/request-logs/bulk/").then().statusCode(422);
    client()
        .body("{\"logs\": []}")
        .post("/api/request-logs/bulk/")
        .then()
        .statusCode(400)
        .body("logs[0]", containsString("1 to 500"));
  }

  @Test
  void listsPagesUntilOneIsEmpty() {
    var team = UUID.randomUUID().toString();
    for (var i = 0; i < 3; i++) {
      log("{\"model\": \"m%d\", \"metadata\": {\"team\": \"%s\"}}".formatted(i, team));
    }

    var list = "/api/request-logs/list/?page_size=2&metadata__team=" + team;
    client()
        .post(list)
        .then()
        .statusCode(200)
        .body("count", equalTo(2))
        .body("results.model", contains("m2", "m1"))
        .body("next", containsString("page=2"))
        .body("previous", nullValue());
    client()
        .get(list + "&page=2")
        .then()
        .statusCode(200)
        .body("results.model", contains("m0"))
        .body("next", nullValue());
    client()
        .get(list + "&page=3")
        .then()
        .statusCode(200)
        .body("count", equalTo(0))
        .body("results", empty());
  }

  @Test
  void filtersByTheBodyAndByTheQueryString() {
    var team = UUID.randomUUID().toString();
    log("{\"model\": \"a\", \"cost\": 0.1, \"metadata\": {\"team\": \"%s\"}}".formatted(team));
    log("{\"model\": \"b\", \"cost\": 0.9, \"metadata\": {\"team\": \"%s\"}}".formatted(team));

    client()
        .body(
            """
            {"filters": {"metadata__team": {"operator": "", "value": ["%s"]},
              "cost": [{"operator": "gt", "value": [0.5]}, {"operator": "lte", "value": 0.9}]}}
            """
                .formatted(team))
        .post("/api/request-logs/list/")
        .then()
        .statusCode(200)
        .body("results.model", contains("b"));
    client()
        .queryParam("team", team)
        .queryParam("cost[value]", "0.5")
        .queryParam("cost[operator]", "lt")
        .get("/api/request-logs/")
        .then()
        .statusCode(200)
        .body("results.model", contains("a"));
    client()
        .queryParam("team", team)
        .queryParam("sort_by", "cost")
        .get("/api/request-logs/")
        .then()
        .body("results.model", contains("a", "b"))
        .body("results", everyItem(not(hasKey("prompt_messages"))));
    client()
        .queryParam("team", team)
        .get("/api/request-logs/summary/")
        .then()
        .statusCode(200)
        .body("number_of_requests", equalTo(2))
        .body("total_cost.toDouble()", closeTo(1.0, 1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'filters': {'nonsense': {'operator': '', 'value': ['x']}}} | nonsense | is not a field",
        "{'filters': {'cost': {'operator': 'gt', 'value': ['x']}}}   | cost     | a number",
        "{'filters': {'model': {'operator': 'like', 'value': ['x']}}}| model    | unknown operator",
        "{'filters': 7}                                              | filters  | must be an"
            + " object",
      })
  void refusesAFilterItDoesNotUnderstand(String body, String field, String message) {
    client()
        .body(body.replace('\'', '"'))
        .post("/api/request-logs/list/")
        .then()
        .statusCode(400)
        .body(field + "[0]", containsString(message));
  }

  @Test
  void refusesPagesThatAreTooDeep() {
    client().get("/api/request-logs/?page=101&page_size=1000").then().statusCode(413);
    client()
        .get("/api/request-logs/?page=0")
        .then()
        .statusCode(400)
        .body("page[0]", containsString("1 to"));
  }

  @Test
  void addsNotesLater() {
    var id = log("{\"model\": \"m\", \"metadata\": {\"a\": \"1\"}}");

    client()
        .body(
            "{\"metadata\": {\"b\": 2}, \"custom_identifier\": \"c\", \"positive_feedback\": true}")
        .patch("/api/request-logs/" + id + "/")
        .then()
        .statusCode(200)
        .body("metadata", equalTo(java.util.Map.of("a", "1", "b", "2")))
        .body("custom_identifier", equalTo("c"))
        .body("positive_feedback", equalTo(true));
    client()
        .body("{\"metadata\": []}")
        .patch("/api/request-logs/" + id + "/")
        .then()
        .statusCode(400)
        .body("metadata", hasSize(1));
  }

  @Test
  void deletes() {
    var id = log("{\"model\": \"m\"}");

    client().delete("/api/request-logs/" + id + "/").then().statusCode(204);

    for (var call : new String[] {"GET", "DELETE"}) {
      client()
          .request(call, "/api/request-logs/" + id + "/")
          .then()
          .statusCode(404)
          .body("detail", equalTo("Log not found"));
    }
  }

  @Test
  void takesTwentyMebibytesAndNoMore() {
    var text = "x".repeat(15 * 1024 * 1024);
    var big = "{\"model\": \"m\", \"input\": \"" + text + "\"}";

    String id =
        client().body(big).post("/api/request-logs/").then().statusCode(201).extract().path("id");
    String input = client().get("/api/request-logs/" + id).then().extract().path("input");
    assertThat(input).hasSize(text.length());

    client()
        .body("{\"model\": \"m\", \"input\": \"" + "x".repeat(21 * 1024 * 1024) + "\"}")
        .post("/api/request-logs/")
        .then()
        .statusCode(413)
        .body("detail", containsString("too large"));
  }

  @Test
  void keepsMediaAsItsHash() {
    var id =
        log(
            """
            {"model": "m", "prompt_messages": [{"role": "user", "content": [{"type": "image_url",
              "image_url": {"url": "data:image/png;base64,aGVsbG8="}}]}]}
            """);

    client()
        .get("/api/request-logs/" + id)
        .then()
        .body(
            "prompt_messages[0].content[0].image_url.url",
            equalTo(
                "media:image/png;bytes=5;sha256="
                    + "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
  }

  @Test
  void keepsTextThatTheDatabaseCannotHoldReadable() {
    var id = log("{\"model\": \"m\", \"input\": \"a\\u0000b \\ud83e c\"}");

    client()
        .get("/api/request-logs/" + id)
        .then()
        .body("input", equalTo("a\uFFFDb \uFFFD c"))
        .body("warnings", containsString("U+FFFD"));
  }

  @Test
  void asksForAKey() {
    given()
        .contentType(ContentType.JSON)
        .body(SNIPPET)
        .post("/api/request-logs/create/")
        .then()
        .statusCode(401);
  }

  private static String log(String body) {
    return client()
        .body(body)
        .post("/api/request-logs/")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static RequestSpecification client() {
    return given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY);
  }
}
