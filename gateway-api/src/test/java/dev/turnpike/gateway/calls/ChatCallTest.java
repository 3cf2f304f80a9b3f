package dev.turnpike.gateway.calls;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.gateway.TurnpikeServer;
import dev.turnpike.gateway.http.ModelRoutes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job: a provider and a model made by the API answer the very next call. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatCallTest {
  @TestHTTPResource URI origin;

  private Scene scene;

  @BeforeEach
  void prepare() {
    if (scene == null) {
      scene = new Scene();
    }
    scene.upstream.clear();
    scene.upstream.always(Script.json(Scene.ANSWER));
  }

  @AfterAll
  void close() {
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/chat/completions",
        "/api/chat/completions/",
        "/api/v1/chat/completions",
        "/v1/chat/completions",
        "/v1/chat/completions/",
        "/chat/completions"
      })
  void answersAtEveryPath(String path) {
    var answer = Scene.call(TurnpikeServer.API_KEY, path, scene.ask(Map.of()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).isEqualTo(Scene.ANSWER);
    assertThat(answer.header("X-Respan-Log-Id")).matches("[0-9a-f]{8}-[0-9a-f]{4}-7.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-api-key", "api-key", "x-goog-api-key"})
  void takesTheKeyWhereSdksPutIt(String header) {
    given()
        .header(header, TurnpikeServer.API_KEY)
        .contentType("application/json")
        .body(scene.ask(Map.of()))
        .post("/v1/chat/completions")
        .then()
        .statusCode(200);
  }

  @Test
  void leavesARowWithTokensCostAndTags() {
    var answer =
        Scene.call(
            scene.ask(
                Map.of(
                    "customer_identifier", "user_123",
                    "metadata", Map.of("team", "search"),
                    "thread_identifier", "t1")));

    var row = Scene.row(answer);
    assertThat(row.getString("model")).isEqualTo(scene.model);
    assertThat(row.getString("customer_identifier")).isEqualTo("user_123");
    assertThat(row.getString("thread_identifier")).isEqualTo("t1");
    assertThat(row.getString("metadata.team")).isEqualTo("search");
    assertThat(row.getInt("prompt_tokens")).isEqualTo(10);
    assertThat(row.getInt("completion_tokens")).isEqualTo(5);
    assertThat(row.getDouble("cost")).isEqualTo(0.00002);
    assertThat(row.getInt("status_code")).isEqualTo(200);
    assertThat(row.getString("status")).isEqualTo("success");
  }

  @Test
  void streamsWhatTheProviderStreams() {
    var events =
        List.of(
            "data: {\"choices\":[{\"delta\":{\"content\":\"h\u00e9\"}}]}\n\n",
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
            "data: [DONE]\n\n");
    scene.upstream.answer(Script.stream().chunks(events).end());

    var answer = Scene.call(scene.ask(Map.of("stream", true)));

    assertThat(new String(answer.asByteArray(), StandardCharsets.UTF_8))
        .isEqualTo(String.join("", events));
    assertThat(answer.contentType()).startsWith("text/event-stream");
    assertThat(Scene.row(answer).getDouble("time_to_first_token")).isPositive();
  }

  @Test
  void takesLargeBodiesFromJavaClientsThatOfferAnUpgrade() throws Exception {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      var body =
          "{\"model\":\""
              + scene.model
              + "\",\"messages\":[{\"content\":\""
              + "x".repeat(12_000_000)
              + "\"}]}";
      var request =
          HttpRequest.newBuilder(origin.resolve("/v1/chat/completions"))
              .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();

      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void everyRouteIsInTheApiDocument() {
    var document = given().accept("application/json").get("/api/openapi").jsonPath();
    for (var route : ModelRoutes.ALL) {
      for (var path : route.paths()) {
        var operation = "paths.'" + path + "'." + route.method().toLowerCase(Locale.ROOT);
        assertThat(document.getString(operation + ".operationId")).as(path).isNotNull();
        if (!route.requestExample().isEmpty()) {
          var media = ".requestBody.content.'" + route.requestType() + "'";
          assertThat(document.getMap(operation + media + ".example")).as(path).isNotEmpty();
        }
      }
    }
  }
}
