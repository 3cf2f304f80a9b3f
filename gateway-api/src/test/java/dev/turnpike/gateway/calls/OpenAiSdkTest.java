package dev.turnpike.gateway.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenAI's own Java client against the gateway: what it reads, and which of its errors it raises.
 */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiSdkTest {
  private static final String HEAD =
      "data:"
          + " {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"real\",\"choices\":[";
  private static final String ROLE =
      HEAD
          + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n";
  private static final String TEXT =
      HEAD + "{\"index\":0,\"delta\":{\"content\":\"hello\"},\"finish_reason\":null}]}\n\n";
  private static final String STOP =
      HEAD + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @TestHTTPResource URI origin;

  private Scene scene;
  private OpenAIClient client;

  @BeforeEach
  void prepare() {
    if (scene == null) {
      scene = new Scene();
      client = client(TurnpikeServer.API_KEY);
    }
    scene.upstream.clear();
  }

  @AfterAll
  void close() {
    if (client != null) {
      client.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(origin.resolve("/api").toString())
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private ChatCompletionCreateParams.Builder ask() {
    return ChatCompletionCreateParams.builder().model(scene.model).addUserMessage("hi");
  }

  @Test
  void readsAChat() {
    scene.upstream.answer(Script.json(Scene.ANSWER));

    var completion =
        client
            .chat()
            .completions()
            .create(
                ask()
                    .putAdditionalBodyProperty("customer_identifier", JsonValue.from("u"))
                    .build());

    assertThat(completion.choices().getFirst().message().content()).hasValue("hello");
    assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(15);
  }

  @Test
  void readsAStream() {
    scene.upstream.answer(Script.stream().chunks(List.of(ROLE, TEXT, TEXT, STOP, DONE)).end());
    var accumulator = ChatCompletionAccumulator.create();

    try (var stream = client.chat().completions().createStreaming(ask().build())) {
      stream.stream().forEach(accumulator::accumulate);
    }

    assertThat(accumulator.chatCompletion().choices().getFirst().message().content())
        .hasValue("hellohello");
  }

  @Test
  void readsToolCalls() {
    scene.upstream.answer(
        Script.json(
            """
            {"id":"c","object":"chat.completion","created":1,"model":"real","choices":[{"index":0,"finish_reason":"tool_calls",\
            "message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",\
            "function":{"name":"weather","arguments":"{\\"city\\":\\"Paris\\"}"}}]}}]}\
            """));
    var weather =
        FunctionDefinition.builder()
            .name("weather")
            .parameters(
                FunctionParameters.builder()
                    .putAdditionalProperty("type", JsonValue.from("object"))
                    .putAdditionalProperty(
                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                    .build())
            .build();

    var completion =
        client
            .chat()
            .completions()
            .create(
                ask()
                    .addTool(ChatCompletionFunctionTool.builder().function(weather).build())
                    .build());

    var call =
        completion.choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
    assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Paris\"}");
    assertThat(scene.upstream.requests().getLast().text()).contains("\"name\":\"weather\"");
  }

  /** What the model is made to fill in. */
  static class Person {
    public String name;
    public int age;
  }

  @Test
  void readsStructuredOutput() {
    scene.upstream.answer(
        Script.json(
            Scene.ANSWER.replace("\"hello\"", "\"{\\\"name\\\":\\\"Ada\\\",\\\"age\\\":36}\"")));

    var completion = client.chat().completions().create(ask().responseFormat(Person.class).build());

    var person = completion.choices().getFirst().message().content().orElseThrow();
    assertThat(person.name).isEqualTo("Ada");
    assertThat(scene.upstream.requests().getLast().text())
        .contains("\"json_schema\"")
        .contains("\"strict\":true");
  }

  @Test
  void raisesTheErrorOfEachStatus() {
    var stranger = client("nobody");
    assertThatThrownBy(() -> stranger.chat().completions().create(ask().build()))
        .isInstanceOf(UnauthorizedException.class);
    stranger.close();
    assertThatThrownBy(() -> client.chat().completions().create(ask().model("none").build()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("not available in the model list");
    refuse(400);
    assertThatThrownBy(() -> client.chat().completions().create(ask().build()))
        .isInstanceOf(BadRequestException.class);
    refuse(429);
    assertThatThrownBy(() -> client.chat().completions().create(ask().build()))
        .isInstanceOf(RateLimitException.class);
    refuse(500);
    assertThatThrownBy(() -> client.chat().completions().create(ask().build()))
        .isInstanceOf(InternalServerException.class);
    refuse(401);
    assertThatThrownBy(() -> client.chat().completions().create(ask().build()))
        .isInstanceOfSatisfying(
            UnexpectedStatusCodeException.class, e -> assertThat(e.statusCode()).isEqualTo(424));
  }

  private void refuse(int status) {
    scene.upstream.answer(
        Script.answer(status, "application/json", "{\"error\":{\"message\":\"no\"}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "early end", "early done", "error event", "garbage", "page"})
  void raisesWhenAStreamIsNotWhole(String how) {
    scene.upstream.answer(
        switch (how) {
          case "cut" -> Script.stream().chunk(ROLE + TEXT).close();
          case "early end" -> Script.stream().chunk(ROLE + TEXT).end();
          case "early done" -> Script.stream().chunk(ROLE + TEXT + DONE).end();
          case "error event" ->
              Script.stream().chunk(ROLE + "data: {\"error\":{\"message\":\"boom\"}}\n\n").end();
          case "garbage" -> Script.stream().chunk(ROLE + "data: nonsense\n\n" + STOP + DONE).end();
          default -> Script.answer(200, "text/html", "<html>");
        });

    assertThatThrownBy(
            () -> {
              try (var stream = client.chat().completions().createStreaming(ask().build())) {
                stream.stream().forEach(chunk -> {});
              }
            })
        .isInstanceOf(OpenAIException.class);
  }
}
