package dev.turnpike.gateway.sdk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.corpus.VendorServer;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of each format rely on besides conversations, on the wire. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyFormatTest {
  private Providers providers;

  @BeforeEach
  void prepare() {
    if (providers == null) {
      providers = new Providers();
    }
  }

  @AfterAll
  void close() {
    if (providers != null) {
      providers.close();
    }
  }

  private static RequestSpecification asked() {
    return given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .urlEncodingEnabled(false);
  }

  private String model(DialectId dialect) {
    return providers.of(dialect).model();
  }

  private VendorServer server(DialectId dialect) {
    return providers.of(dialect).server();
  }

  private static ObjectNode said(String text) {
    var answer = Json.object().put("finish", "STOP");
    answer.putArray("blocks").addObject().put("text", text);
    answer.putObject("usage").put("input", 10).put("output", 5);
    return answer;
  }

  private static Map<String, Object> chat(String model, Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("model", model);
    body.put("messages", List.of(Map.of("role", "user", "content", "hi")));
    return body;
  }

  @Test
  void listsModelsInTheFormOfEachClient() {
    var models = DialectId.ofCallers().stream().map(this::model).toArray(String[]::new);

    asked().get("/api/models").then().body("object", is("list")).body("data.id", hasItems(models));
    asked()
        .get("/api/anthropic/v1/models")
        .then()
        .body("data.id", hasItems(models))
        .body("data.type", hasItem("model"))
        .body("has_more", is(false));
    var google = Stream.of(models).map(name -> "models/" + name).toArray(String[]::new);
    for (var path :
        List.of(
            "/api/google/gemini/v1beta/models",
            "/api/google/gemini/v1/models",
            "/api/google/models")) {
      asked().get(path).then().body("models.name", hasItems(google));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/models", "/api/anthropic/v1/models", "/api/google/gemini/v1beta/models"})
  void listsNoModelsToStrangers(String path) {
    given().header("x-api-key", "nobody").get(path).then().body(not(containsString("on-gemini")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/google/gemini/v1beta",
        "/api/google/gemini/v1",
        "/api/google/gemini",
        "/api/google/vertexai/v1beta",
        "/api/google"
      })
  void servesGooglesPathsWithSlashesAndColonsInTheModelsName(String prefix) {
    var odd = "org/" + UUID.randomUUID() + ":latest";
    create(odd, providers.of(DialectId.ANTHROPIC_MESSAGES).model().substring(3), Map.of());
    server(DialectId.ANTHROPIC_MESSAGES).say(said("hello"));
    var body = Map.of("contents", List.of(Map.of("parts", List.of(Map.of("text", "hi")))));

    asked()
        .body(body)
        .post(prefix + "/models/" + odd + ":generateContent")
        .then()
        .statusCode(200)
        .body("candidates[0].content.parts[0].text", is("hello"));
    var array = asked().body(body).post(prefix + "/models/" + odd + ":streamGenerateContent");
    assertThat(array.contentType()).startsWith("application/json");
    assertThat(
            String.join(
                "",
                array.jsonPath().getList("candidates[0].content.parts[0].text").stream()
                    .map(String::valueOf)
                    .toList()))
        .startsWith("hel");
    asked()
        .body(body)
        .post(prefix + "/models/" + odd + ":streamGenerateContent?alt=sse")
        .then()
        .contentType("text/event-stream")
        .body(containsString("data: {"));
    asked()
        .body(body)
        .post(prefix + "/models/" + odd + ":countTokens")
        .then()
        .body("totalTokens", greaterThan(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/anthropic/v1/messages/count_tokens", "/api/anthropic/messages/count_tokens"})
  void countsTokens(String path) {
    asked()
        .body(chat(model(DialectId.OPENAI_CHAT), Map.of()))
        .post(path)
        .then()
        .statusCode(200)
        .body("input_tokens", greaterThan(0));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI_CHAT,       previous_response_id",
    "ANTHROPIC_MESSAGES,previous_response_id",
    "GEMINI_GENERATE,   conversation"
  })
  void refusesToGoOnFromWhatIsNotStored(DialectId provider, String field) {
    asked()
        .body(Map.of("model", model(provider), "input", "hi", field, "resp_1"))
        .post("/api/responses")
        .then()
        .statusCode(400)
        .body("error.param", is(field))
        .body("error.message", containsString("input"));
  }

  @Test
  void namesWhatDoesNotReachTheProvider() {
    server(DialectId.ANTHROPIC_MESSAGES).say(said("hello"));
    var body = chat(model(DialectId.ANTHROPIC_MESSAGES), Map.of("seed", 7, "logprobs", true));

    var answer = asked().body(body).post("/api/chat/completions");

    answer.then().statusCode(200);
    assertThat(answer.header("x-turnpike-dropped").split(", "))
        .containsExactlyInAnyOrder("seed", "logprobs");
    assertThat(row(answer).jsonPath().getString("warnings"))
        .contains("`seed` does not reach this provider.")
        .contains("`logprobs` does not reach this provider.");
  }

  @Test
  void namesItOfAStreamToo() {
    server(DialectId.GEMINI_GENERATE).say(said("hello"));
    var tools =
        List.of(
            Map.of("type", "function", "function", Map.of("name", "f", "parameters", Map.of())));
    var body =
        chat(
            model(DialectId.GEMINI_GENERATE),
            Map.of("stream", true, "tools", tools, "parallel_tool_calls", false));

    var answer = asked().body(body).post("/api/chat/completions");

    assertThat(answer.header("x-turnpike-dropped")).isEqualTo("parallel_tool_calls");
    assertThat(answer.body().asString()).endsWith("data: [DONE]\n\n");
  }

  @Test
  void refusesWhatWouldChangeTheMeaning() {
    var hosted = Map.of("type", "web_search_20250305", "name", "web_search");
    var body =
        Map.of(
            "model",
            model(DialectId.OPENAI_CHAT),
            "max_tokens",
            9,
            "messages",
            List.of(Map.of("role", "user", "content", "hi")),
            "tools",
            List.of(hosted),
            "tool_choice",
            Map.of("type", "tool", "name", "web_search"));

    asked()
        .body(body)
        .post("/api/anthropic/v1/messages")
        .then()
        .statusCode(400)
        .body("type", is("error"))
        .body("error.type", is("invalid_request_error"));
  }

  static Stream<DialectId> dialects() {
    return DialectId.ofCallers().stream();
  }

  /** The provider's very bytes, where it speaks the caller's format. */
  @ParameterizedTest
  @MethodSource("dialects")
  void relaysAStreamByteForByte(DialectId dialect) {
    server(dialect).say(said("Some words, more wörds."));
    var path =
        switch (dialect) {
          case OPENAI_CHAT -> "/api/chat/completions";
          case OPENAI_RESPONSES -> "/api/responses";
          case ANTHROPIC_MESSAGES -> "/api/anthropic/v1/messages";
          default ->
              "/api/google/gemini/v1beta/models/"
                  + model(dialect)
                  + ":streamGenerateContent?alt=sse";
        };
    var answer = asked().body(asks(dialect)).post(path);

    assertThat(answer.body().asString())
        .isEqualTo(server(dialect).stream(said("Some words, more wörds.")));
  }

  private Map<String, Object> asks(DialectId dialect) {
    return switch (dialect) {
      case OPENAI_RESPONSES -> Map.of("model", model(dialect), "input", "hi", "stream", true);
      case GEMINI_GENERATE ->
          Map.of("contents", List.of(Map.of("parts", List.of(Map.of("text", "hi")))));
      case ANTHROPIC_MESSAGES -> chat(model(dialect), Map.of("stream", true, "max_tokens", 9));
      default ->
          chat(
              model(dialect),
              Map.of("stream", true, "stream_options", Map.of("include_usage", true)));
    };
  }

  /** LlamaIndex's class for OpenAI takes no other names than OpenAI's own. */
  @Test
  void letsACustomModelBeCalledLikeAnother() {
    var provider = providers.of(DialectId.ANTHROPIC_MESSAGES).model().substring(3);
    create("gpt-4o-mini", provider, Map.of());
    server(DialectId.ANTHROPIC_MESSAGES).say(said("hello"));

    asked()
        .body(chat("gpt-4o-mini", Map.of()))
        .post("/api/chat/completions")
        .then()
        .statusCode(200)
        .body("choices[0].message.content", is("hello"));
    asked().delete("/api/models/gpt-4o-mini/").then().statusCode(204);
  }

  @Test
  void callsAProviderAtItsOwnPaths() {
    try (var upstream = ScriptedUpstream.start()) {
      upstream.always(Script.answer(429, "application/json", "{\"error\":{\"message\":\"no\"}}"));
      var id = "paths-" + UUID.randomUUID().toString().substring(0, 8);
      var kwargs =
          Map.of(
              "base_url",
              upstream.url("/serve").toString(),
              "api_key",
              "key-of-theirs-1",
              "formats",
              Map.of("anthropic-messages", "/anthropic/messages", "openai-chat", "/v2/chat"));
      asked()
          .body(Map.of("provider_id", id, "provider_name", id, "extra_kwargs", kwargs))
          .post("/api/providers/")
          .then()
          .statusCode(201);
      create("at-" + id, id, Map.of());

      asked().body(chat("at-" + id, Map.of())).post("/api/chat/completions");
      asked().body(chat("at-" + id, Map.of("max_tokens", 9))).post("/api/anthropic/v1/messages");

      var requests = upstream.requests();
      assertThat(requests)
          .extracting(request -> request.target())
          .containsExactly("/serve/v2/chat", "/serve/anthropic/messages");
      // The way a key is shown follows the format.
      assertThat(requests.getFirst().header("authorization")).contains("Bearer key-of-theirs-1");
      assertThat(requests.getLast().header("x-api-key")).contains("key-of-theirs-1");
      assertThat(requests.getLast().header("authorization")).isEmpty();
    }
  }

  private static void create(String name, String provider, Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("model_name", name);
    body.put("custom_provider_id", provider);
    body.put("base_model_name", "some-model");
    asked().body(body).post("/api/models/").then().statusCode(201);
  }

  private static Response row(Response answer) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> asked().get("/api/request-logs/" + answer.header("X-Respan-Log-Id") + "/"),
            found -> found.statusCode() == 200);
  }
}
