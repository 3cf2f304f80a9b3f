package dev.turnpike.gateway.traces;

import static dev.turnpike.gateway.traces.Traced.awaitTrace;
import static dev.turnpike.gateway.traces.Traced.client;
import static dev.turnpike.gateway.traces.Traced.hex;
import static dev.turnpike.gateway.traces.Traced.otlp;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans in, traces out. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class TracesApiTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/traces",
        "/api/v2/traces/",
        "/api/v1/traces",
        "/v1/traces",
        "/api/public/otel/v1/traces",
        "/api/public/otel/v1/traces/"
      })
  void takesSpansAtEveryAddress(String path) {
    var trace = hex(32);

    client()
        .body(otlp(trace, hex(16), "", "root"))
        .post(path)
        .then()
        .statusCode(200)
        .body("partialSuccess.rejectedSpans", equalTo(0))
        .body("partialSuccess.errorMessage", equalTo(""));

    assertThat(awaitTrace(trace, 1).getString("name")).isEqualTo("root");
  }

  @Test
  void takesTheKeyAsThePasswordOfBasicAuthentication() {
    var trace = hex(32);

    given()
        .auth()
        .preemptive()
        .basic("pk-lf-anything", TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body(otlp(trace, hex(16), "", "root"))
        .post("/api/public/otel/v1/traces")
        .then()
        .statusCode(200);

    awaitTrace(trace, 1);
  }

  @Test
  void showsChildrenThatCameBeforeTheirParentsBelowThem() throws Exception {
    var trace = hex(32);
    var root = hex(16);
    var task = hex(16);
    client()
        .body(
            otlp(
                trace,
                hex(16),
                task,
                "chat",
                "gen_ai.request.model",
                "m",
                "llm.request.type",
                "chat",
                "gen_ai.prompt.0.content",
                "Hello",
                "gen_ai.usage.input_tokens",
                "7"))
        .post("/api/v2/traces");
    var gzip = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(gzip)) {
      out.write(
          otlp(trace, task, root, "task", "traceloop.span.kind", "task")
              .getBytes(StandardCharsets.UTF_8));
    }
    client()
        .header("Content-Encoding", "gzip")
        .body(gzip.toByteArray())
        .post("/api/v2/traces")
        .then()
        .statusCode(200);
    client()
        .body(
            otlp(
                trace,
                root,
                "",
                "workflow",
                "traceloop.span.kind",
                "workflow",
                "traceloop.workflow.name",
                "pipeline",
                "traceloop.entity.input",
                "in",
                "respan.customer_params.customer_identifier",
                "tree-user",
                "respan.metadata._hidden",
                "x",
                "respan.metadata.shown",
                "y"))
        .post("/api/v2/traces");

    var found = awaitTrace(trace, 3);

    assertThat(found.getString("name")).isEqualTo("pipeline");
    assertThat(found.getString("input")).isEqualTo("in");
    assertThat(found.getString("customer_identifier")).isEqualTo("tree-user");
    assertThat(found.getInt("total_prompt_tokens")).isEqualTo(7);
    assertThat(found.getInt("llm_call_count")).isEqualTo(1);
    assertThat(found.getString("span_tree[0].log_type")).isEqualTo("workflow");
    assertThat(found.getMap("span_tree[0].metadata"))
        .containsEntry("shown", "y")
        .doesNotContainKey("_hidden");
    assertThat(found.getString("span_tree[0].children[0].children[0].model")).isEqualTo("m");
    assertThat(found.getString("span_tree[0].children[0].children[0].prompt_messages[0].content"))
        .isEqualTo("Hello");
  }

  @Test
  void takesASpanOnceHoweverOftenItIsSent() {
    var trace = hex(32);
    var span = otlp(trace, hex(16), "", "root");

    client().body(span).post("/api/v2/traces").then().statusCode(200);
    client().body(span).post("/api/v2/traces").then().statusCode(200);
    client().body(otlp(trace, hex(16), "", "second")).post("/api/v2/traces");

    awaitTrace(trace, 2);
  }

  @Test
  void namesSpansThatCannotBeTakenAndTakesTheOthers() {
    client()
        .body(otlp("abc", hex(16), "", "root"))
        .post("/api/v2/traces")
        .then()
        .statusCode(200)
        .body("partialSuccess.rejectedSpans", equalTo(1))
        .body(
            "partialSuccess.errorMessage",
            equalTo(
                "resourceSpans[0].scopeSpans[0].spans[0].traceId: must be 32 hexadecimal digits,"
                    + " not all 0"));
    client()
        .body("{")
        .post("/api/v2/traces")
        .then()
        .statusCode(400)
        .body("message", containsString("Malformed JSON at line 1"));
    client()
        .header("Content-Encoding", "br")
        .body("{}")
        .post("/api/v2/traces")
        .then()
        .statusCode(415);
    given().contentType(ContentType.JSON).body("{}").post("/api/v2/traces").then().statusCode(401);
  }

  @Test
  void takesTheOlderForm() {
    var trace = "legacy-" + hex(8);
    client()
        .body(
            """
            {"data": [
              {"trace_unique_id": "%1$s", "span_unique_id": "s2", "span_parent_id": "s1",
               "model": "gpt", "input": "in", "output": "out", "prompt_tokens": 3,
               "completion_tokens": 4, "cost": 0.5},
              {"trace_unique_id": "%1$s", "span_unique_id": "s1", "span_name": "top"},
              {"trace_unique_id": "%1$s", "model": "no span id"}]}
            """
                .formatted(trace))
        .post("/api/v1/traces/ingest")
        .then()
        .statusCode(200)
        .body("message", equalTo("2 of 3 spans were taken."))
        .body("errors.'[2].span_unique_id'", equalTo("This field is required."));

    var found = awaitTrace(trace, 2);

    assertThat(found.getFloat("total_cost")).isEqualTo(0.5f);
    assertThat(found.getString("span_tree[0].children[0].output")).isEqualTo("out");
    client()
        .body("[{}]")
        .post("/api/traces/ingest/")
        .then()
        .statusCode(400)
        .body("'[0].trace_unique_id'", hasItem("This field is required."));
  }

  @Test
  void listsFiltersSharesAndDeletes() {
    var trace = hex(32);
    var model = "model-" + hex(8);
    client()
        .body(
            otlp(
                trace,
                hex(16),
                "",
                "chat",
                "gen_ai.request.model",
                model,
                "llm.request.type",
                "chat",
                "respan.threads.thread_identifier",
                "talk-" + model))
        .post("/api/v2/traces");
    awaitTrace(trace, 1);
    var filters =
        "{\"filters\": {\"model\": {\"operator\": \"\", \"value\": [\"%s\"]}}}".formatted(model);

    client()
        .body(filters)
        .post("/api/traces/list/")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("results[0].trace_unique_id", equalTo(trace))
        .body("next", equalTo(null));
    client()
        .body(filters)
        .post("/api/traces/list/?page=2")
        .then()
        .statusCode(200)
        .body("results", hasSize(0));
    client()
        .body(filters)
        .post("/api/traces/summary/")
        .then()
        .statusCode(200)
        .body("number_of_traces", equalTo(1));
    client()
        .body("{\"filters\": {\"colour\": {\"value\": [1]}}}")
        .post("/api/traces/list/")
        .then()
        .statusCode(400)
        .body("colour", hasItem(containsString("traces")));
    client()
        .body("{\"filters\": {\"thread_identifier\": \"talk-%s\"}}".formatted(model))
        .post("/api/log_threads/")
        .then()
        .statusCode(200)
        .body("results[0].log_count", equalTo(1))
        .body("results[0].environment", equalTo("prod"));

    String organization = client().get("/api/traces/" + trace + "/").path("organization_id");
    var open = "/api/" + organization + "/traces/" + trace + "/";
    given().get(open).then().statusCode(404);
    client()
        .body("{\"is_public\": true}")
        .patch("/api/traces/" + trace + "/")
        .then()
        .statusCode(200)
        .body("is_public", equalTo(true));
    given().get(open).then().statusCode(200).body("span_tree", hasSize(1));
    client().body("{\"is_public\": 1}").patch("/api/traces/" + trace + "/").then().statusCode(400);

    client().body("{\"filters\": {}}").post("/api/traces/bulk/").then().statusCode(400);
    client()
        .body(filters)
        .post("/api/traces/bulk/")
        .then()
        .statusCode(200)
        .body("deleted_count", equalTo(1));
    client().get("/api/traces/" + trace + "/").then().statusCode(404);
    client()
        .delete("/api/traces/" + trace + "/")
        .then()
        .statusCode(200)
        .body("message", not(equalTo("")));
  }
}
