package dev.turnpike.gateway.management;

import static dev.turnpike.gateway.management.Api.asOwner;
import static dev.turnpike.gateway.management.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A trial of an endpoint that takes the newer spelling alone, and no word developer. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class TrialsApiTest {
  private static final String SAID =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
      "message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}\
      """;

  private final ScriptedUpstream upstream = ScriptedUpstream.start().always(TrialsApiTest::answer);

  @AfterEach
  void close() {
    upstream.close();
  }

  private static Script answer(ReceivedRequest request) {
    if (request.target().endsWith("/models")) {
      return Script.json("{\"object\":\"list\",\"data\":[{\"id\":\"tiny\"}]}");
    }
    var body = request.text();
    if (body.contains("\"max_tokens\"") || body.contains("\"developer\"")) {
      return Script.answer(400, "application/json", "{\"error\":{\"message\":\"max_tokens? no\"}}");
    }
    if (body.contains("\"stream\":true")) {
      return Script.stream()
          .chunk("data: {\"choices\":[{\"delta\":{\"content\":\"ok\"}}]}\n\n")
          .chunk("data: [DONE]\n\n")
          .end();
    }
    return Script.json(SAID);
  }

  private String provider() {
    var id = fresh("tried");
    asOwner(
            Map.of(
                "provider_id",
                id,
                "provider_name",
                "Tried",
                "extra_kwargs",
                Map.of("base_url", upstream.url("/v1").toString(), "api_key", "sk-tried-12345678")))
        .post("/api/providers/")
        .then()
        .statusCode(201);
    return id;
  }

  @Test
  void learnsWhatAnEndpointDoesAndGoesByIt() {
    var id = provider();
    asOwner().get("/api/providers/" + id + "/probe").then().statusCode(404);

    asOwner()
        .contentType("application/json")
        .post("/api/providers/" + id + "/probe")
        .then()
        .statusCode(200)
        .body("model", is("tiny"))
        .body("calls", lessThanOrEqualTo(11))
        .body("problem", nullValue())
        .body("findings.size()", greaterThan(5))
        .body("findings.find { it.question == 'models' }.verdict", is("yes"))
        .body("findings.find { it.question == 'max_tokens' }.verdict", is("no"))
        .body("findings.find { it.question == 'stream_usage' }.verdict", is("unclear"))
        .body(
            "findings.find { it.question == 'developer_role' }.meaning",
            containsString("sent as system"))
        .body("quirks", hasItems("max-completion-tokens", "developer-as-system"));

    asOwner()
        .get("/api/providers/" + id + "/probe")
        .then()
        .statusCode(200)
        .body("quirks", hasItems("max-completion-tokens"));
    var name = fresh("tried-model");
    asOwner(Map.of("model_name", name, "custom_provider_id", id, "base_model_name", "tiny"))
        .post("/api/models/")
        .then()
        .statusCode(201);
    asOwner(
            Map.of(
                "model",
                name,
                "max_tokens",
                9,
                "messages",
                List.of(Map.of("role", "user", "content", "Hello"))))
        .post("/api/anthropic/v1/messages")
        .then()
        .statusCode(200);
    assertThat(upstream.requests().getLast().text()).contains("\"max_completion_tokens\":9");
  }

  @Test
  void keepsWhatWasLearnedUntilTheEndpointMoves() {
    var id = provider();
    asOwner(Map.of("model", "tiny")).post("/api/providers/" + id + "/probe").then().statusCode(200);

    asOwner(Map.of("provider_name", "Renamed")).patch("/api/providers/" + id + "/");
    asOwner().get("/api/providers/" + id + "/probe").then().statusCode(200);
    asOwner(Map.of("extra_kwargs", Map.of("base_url", upstream.url("/v2").toString())))
        .patch("/api/providers/" + id + "/");
    asOwner().get("/api/providers/" + id + "/probe").then().statusCode(404);
  }

  @Test
  void keepsNothingOfAnEndpointThatDoesNotChat() {
    var id = provider();
    upstream.always(r -> Script.answer(401, "application/json", "{}"));

    asOwner(Map.of("model", "tiny"))
        .post("/api/providers/" + id + "/probe")
        .then()
        .statusCode(200)
        .body("problem", containsString("401"))
        .body("problem", not(containsString("sk-tried")))
        .body("quirks", is(List.of()));
    asOwner().get("/api/providers/" + id + "/probe").then().statusCode(404);
    asOwner(Map.of()).post("/api/providers/no-such/probe").then().statusCode(404);
  }
}
