package dev.turnpike.gateway.calls;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong: the status, a body that says what and why, and a row in the log. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private Scene scene;

  @BeforeEach
  void prepare() {
    if (scene == null) {
      scene = new Scene();
    }
    scene.upstream.clear();
  }

  @AfterAll
  void close() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void unknownKey() {
    var answer = Scene.call("nobody", "/v1/chat/completions", scene.ask(Map.of()));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.jsonPath().getString("detail"))
        .startsWith("Your API key is invalid or expired");
    assertThat(answer.header("X-Respan-Log-Id")).isNotNull();
  }

  @Test
  void revokedKey() {
    var made =
        given()
            .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
            .contentType("application/json")
            .body(Map.of("name", "to be revoked"))
            .post("/api/temporary-keys/")
            .jsonPath();
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .delete("/api/temporary-keys/{id}/", made.getString("id"))
        .then()
        .statusCode(204);

    var answer = Scene.call(made.getString("api_key"), "/v1/chat/completions", scene.ask(Map.of()));

    assertFailed(answer, 401, "invalid_api_key");
  }

  @Test
  void unknownModelNamesNearOnes() {
    var answer = Scene.call(scene.ask(Map.of("model", scene.model.replace(":1 b", "-1b"))));

    assertThat(answer.jsonPath().getString("error.message")).contains("`" + scene.model + "`");
    assertFailed(answer, 404, "model_not_found");
  }

  @Test
  void malformedJson() {
    assertFailed(Scene.call("{\"model\": oops}"), 400, "invalid_json");
  }

  @Test
  void wrongTypesAndEmptyMessages() {
    for (var messages : List.of(List.of(), "hi", 7)) {
      var answer = Scene.call(scene.ask(Map.of("messages", messages)));

      assertThat(answer.jsonPath().getString("error.param")).isEqualTo("messages");
      assertFailed(answer, 400, "invalid_value");
    }
  }

  @Test
  void bodyOverTheCap() {
    var answer = Scene.call(scene.ask(Map.of("pad", "x".repeat(53_000_000))));

    assertFailed(answer, 413, "request_too_large");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void upstreamUnreachable(boolean stream) {
    try (var gone = new Scene()) {
      gone.upstream.close();

      var answer = Scene.call(gone.ask(Map.of("stream", stream)));

      assertThat(answer.jsonPath().getString("error.message"))
          .contains(gone.provider)
          .doesNotContain("127.0.0.1");
      assertFailed(answer, 502, "upstream_unreachable");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void upstreamSilent(boolean stream) {
    scene.upstream.answer(Script.silence());

    var answer = Scene.call(scene.ask(Map.of("stream", stream)));

    assertThat(answer.jsonPath().getString("error.message")).contains(scene.provider);
    assertFailed(answer, 504, "upstream_timeout");
  }

  @ParameterizedTest
  @CsvSource({
    "500, 500, boom",
    "503, 503, boom",
    "429, 429, boom",
    "400, 400, boom",
    "422, 422, boom",
    "401, 424, upstream_auth_failed",
    "403, 424, upstream_auth_failed",
    "404, 424, upstream_model_not_found"
  })
  void upstreamRefuses(int upstream, int status, String code) {
    var body =
        "{\"error\":{\"message\":\"what it"
            + " said\",\"type\":\"t\",\"param\":\"p\",\"code\":\"boom\"}}";
    scene.upstream.answer(Script.answer(upstream, "application/json", body, "retry-after: 3"));

    var answer = Scene.call(scene.ask(Map.of()));

    assertThat(answer.jsonPath().getString("error.message")).contains("what it said");
    assertThat(answer.jsonPath().getString("error.param")).isEqualTo("p");
    assertThat(answer.header("retry-after")).isEqualTo("3");
    assertFailed(answer, status, code);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pageInsteadOfJson(boolean stream) {
    scene.upstream.answer(Script.answer(200, "text/html", "<html>login</html>"));

    assertFailed(Scene.call(scene.ask(Map.of("stream", stream))), 502, "upstream_invalid_content");
  }

  @Test
  void redirect() {
    scene.upstream.answer(Script.answer(307, "text/plain", "", "location: http://127.0.0.1/"));

    assertFailed(Scene.call(scene.ask(Map.of())), 502, "upstream_redirect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://169.254.169.254/latest", "http://localhost:%d/v1", "file:///etc"})
  void providersAtForbiddenAddresses(String url) {
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType("application/json")
        .body(
            Map.of(
                "provider_id",
                "forbidden",
                "provider_name",
                "Forbidden",
                "extra_kwargs",
                Map.of("base_url", url.formatted(RestAssured.port))))
        .post("/api/providers/")
        .then()
        .statusCode(400);
  }

  private static void assertFailed(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    var body = answer.jsonPath();
    assertThat(body.getString("error.code")).isEqualTo(code);
    assertThat(body.getString("error.message")).isEqualTo(body.getString("detail"));
    assertThat(answer.asString()).doesNotContain("Exception").doesNotContain("sk-lab");
    var row = Scene.row(answer);
    assertThat(row.getInt("status_code")).isEqualTo(status);
    assertThat(row.getString("status")).isEqualTo("failed");
    assertThat(row.getString("error_message")).isEqualTo(body.getString("detail"));
  }
}
