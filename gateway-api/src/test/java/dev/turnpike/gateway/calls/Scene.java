package dev.turnpike.gateway.calls;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A provider that is a scripted server, and one model on it; names no other test uses. */
final class Scene implements AutoCloseable {
  static final String ANSWER =
      """
      {"id":"chatcmpl-7","object":"chat.completion","created":1790000000,"model":"real","odd":1.50,\
      "choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}\
      """;

  final ScriptedUpstream upstream = ScriptedUpstream.start();
  final String provider = "lab-" + UUID.randomUUID().toString().substring(0, 8);
  final String model = "m/" + UUID.randomUUID().toString().substring(0, 8) + ":1 b";

  Scene() {
    manage(
        "/api/providers/",
        Map.of(
            "provider_id",
            provider,
            "provider_name",
            "The lab",
            "extra_kwargs",
            Map.of(
                "base_url",
                upstream.url("/v1").toString(),
                "api_key",
                "sk-lab-0123456789",
                "timeout",
                2)));
    manage(
        "/api/models/",
        Map.of(
            "model_name",
            model,
            "custom_provider_id",
            provider,
            "base_model_name",
            "real",
            "input_cost",
            1,
            "output_cost",
            2));
  }

  private static void manage(String path, Map<String, ?> body) {
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then()
        .statusCode(201);
  }

  /** A request body that works, with these members besides. */
  Map<String, Object> ask(Map<String, ?> more) {
    var body = new HashMap<String, Object>();
    body.put("model", model);
    body.put("messages", List.of(Map.of("role", "user", "content", "hi")));
    body.putAll(more);
    return body;
  }

  static Response call(Object body) {
    return call(TurnpikeServer.API_KEY, "/api/chat/completions", body);
  }

  static Response call(String key, String path, Object body) {
    return given()
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  /** The log row that the answer names, once it is stored. */
  static JsonPath row(Response answer) {
    var id = answer.header("X-Respan-Log-Id");
    assertThat(id).isNotNull();
    return Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> row(id), found -> found.statusCode() == 200)
        .jsonPath();
  }

  private static Response row(String id) {
    return given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .get("/api/request-logs/{id}/", id);
  }

  @Override
  public void close() {
    upstream.close();
  }
}
