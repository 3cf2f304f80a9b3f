package dev.turnpike.gateway.management;

import static dev.turnpike.gateway.management.Api.aKey;
import static dev.turnpike.gateway.management.Api.as;
import static dev.turnpike.gateway.management.Api.asOwner;
import static dev.turnpike.gateway.management.Api.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nextbit's endpoint can be entered, so that its row can be called here without the vendor. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class IntegrationsApiTest {
  private static final String KEY = "nb-secret-of-a-test-9876";
  private static final String CHAT =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
      "message":{"role":"assistant","content":"bit by bit"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}\
      """;

  private final ScriptedUpstream upstream =
      ScriptedUpstream.start()
          .always(
              request -> {
                if (!request.header("authorization").orElse("").equals("Bearer " + KEY)) {
                  return Script.answer(401, "application/json", "{\"error\":\"who are you\"}");
                }
                return request.target().endsWith("/models")
                    ? Script.json("{\"object\":\"list\",\"data\":[{\"id\":\"cydonia-2b\"}]}")
                    : Script.json(CHAT);
              });
  private String id = "";

  @BeforeEach
  void connect() {
    id = create(fresh("Team"), KEY);
  }

  @AfterEach
  void forget() {
    asOwner().delete("/api/integrations/" + id).then().statusCode(204);
    upstream.close();
  }

  private String create(String name, String key) {
    return asOwner(
            Map.of(
                "provider_id",
                "nextbit",
                "name",
                name,
                "credentials",
                Map.of("api_key", key, "api_base", upstream.url("/v1").toString())))
        .post("/api/integrations/")
        .then()
        .statusCode(201)
        .body("credentials.api_key.set", is(true))
        .body("credentials.api_key.last4", is(key.substring(key.length() - 4)))
        .body("weight", is(1))
        .body("source", is("stored"))
        .extract()
        .path("id");
  }

  @Test
  void servesTheVeryNextCall() {
    asOwner(
            Map.of(
                "model",
                "nextbit256/cydonia-2b",
                "messages",
                List.of(Map.of("role", "user", "content", "Hello"))))
        .post("/api/chat/completions")
        .then()
        .statusCode(200)
        .body("choices[0].message.content", is("bit by bit"));
  }

  @Test
  void neverShowsASecret() {
    var all = asOwner().get("/api/integrations/").asString();
    var one = asOwner().get("/api/integrations/" + id).asString();
    var changed = asOwner(Map.of("weight", 3)).patch("/api/integrations/" + id).asString();

    assertThat(List.of(all, one, changed))
        .allSatisfy(text -> assertThat(text).contains("9876").doesNotContain(KEY));
    asOwner().get("/api/integrations/").then().body("results.size()", greaterThanOrEqualTo(30));
  }

  @Test
  void testsWhatIsStoredAndWhatIsTyped() {
    asOwner()
        .post("/api/integrations/" + id + "/test")
        .then()
        .statusCode(200)
        .body("ok", is(true))
        .body("models", hasItem("cydonia-2b"));
    asOwner(
            Map.of(
                "provider_id",
                "nextbit",
                "credentials",
                Map.of("api_key", "nb-wrong-key-0000", "api_base", upstream.url("/v1").toString())))
        .post("/api/integrations/test")
        .then()
        .statusCode(200)
        .body("ok", is(false))
        .body("status", is(401))
        .body("problem", not(containsString("nb-wrong-key-0000")));
  }

  @Test
  void keepsToTheModelsItMayServe() {
    asOwner(Map.of("exclude_models", List.of("cydonia-2b")))
        .patch("/api/integrations/" + id)
        .then()
        .statusCode(200);

    asOwner(
            Map.of(
                "model",
                "nextbit/cydonia-2b",
                "messages",
                List.of(Map.of("role", "user", "content", "Hello"))))
        .post("/api/chat/completions")
        .then()
        .statusCode(404)
        .body("error.code", is("provider_not_connected"));
  }

  @Test
  void asksForTheSecretAgainWhenTheServerMoves() {
    asOwner(Map.of("credentials", Map.of("api_base", "http://127.0.0.1:9/v1")))
        .patch("/api/integrations/" + id)
        .then()
        .statusCode(400)
        .body("'credentials.api_key'[0]", is("This field is required."));
  }

  @Test
  void namesWhatIsWrong() {
    asOwner(Map.of("provider_id", "nobody")).post("/api/integrations/").then().statusCode(400);
    asOwner(Map.of("provider_id", "google_palm", "credentials", Map.of()))
        .post("/api/integrations/")
        .then()
        .statusCode(400)
        .body("provider_id[0]", containsString("switched the PaLM API off"));
    asOwner(Map.of("provider_id", "groq", "weight", 0, "credentials", Map.of("apikey", "x")))
        .post("/api/integrations/")
        .then()
        .statusCode(400)
        .body("weight[0]", containsString("at least 1"))
        .body("'credentials.apikey'[0]", containsString("no such field"))
        .body("'credentials.api_key'[0]", is("This field is required."));
  }

  @Test
  void isForKeysThatMayManage() {
    as(aKey("calls")).get("/api/integrations/").then().statusCode(403);
  }
}
