package dev.turnpike.gateway.sdk;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Anthropic's client. */
final class AnthropicSdkClient implements SdkClient {
  private final AnthropicClient client;
  private final String model;

  AnthropicSdkClient(String base, String key, String model) {
    this.client = AnthropicOkHttpClient.builder().baseUrl(base).apiKey(key).maxRetries(0).build();
    this.model = model;
  }

  @Override
  public Heard whole(Question question) {
    return heard(client.messages().create(ask(question).build()));
  }

  @Override
  public Heard streamed(Question question) {
    var accumulator = MessageAccumulator.create();
    try (var stream = client.messages().createStreaming(ask(question).build())) {
      stream.stream().forEach(accumulator::accumulate);
    }
    return heard(accumulator.message());
  }

  @Override
  public String structured() {
    var answer = client.messages().create(ask(Question.PLAIN).outputConfig(Person.class).build());
    var person = answer.content().getFirst().asText().text();
    return person.name + ", " + person.age;
  }

  private MessageCreateParams.Builder ask(Question question) {
    var ask = MessageCreateParams.builder().model(model).maxTokens(50);
    var said = new ArrayList<ContentBlockParam>(List.of(ContentBlockParam.ofText(question.text())));
    if (question.picture() != null) {
      said.add(
          ContentBlockParam.ofImage(
              Base64ImageSource.builder()
                  .data(question.picture())
                  .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                  .build()));
    }
    ask.addUserMessageOfContentBlockParams(said);
    if (!question.called().isEmpty()) {
      ask.addAssistantMessageOfContentBlockParams(
          question.called().stream().map(AnthropicSdkClient::use).toList());
      ask.addUserMessageOfContentBlockParams(
          question.called().stream().map(AnthropicSdkClient::result).toList());
    }
    if (question.weather()) {
      ask.addTool(weather());
    }
    return ask;
  }

  private static ContentBlockParam use(Call call) {
    return ContentBlockParam.ofToolUse(
        ToolUseBlockParam.builder()
            .id(call.id())
            .name(call.name())
            .input(
                ToolUseBlockParam.Input.builder()
                    .putAdditionalProperty(PARAMETER, JsonValue.from(call.city()))
                    .build())
            .build());
  }

  private static ContentBlockParam result(Call call) {
    return ContentBlockParam.ofToolResult(
        ToolResultBlockParam.builder().toolUseId(call.id()).content(call.degrees()).build());
  }

  private static Tool weather() {
    return Tool.builder()
        .name(TOOL)
        .inputSchema(
            Tool.InputSchema.builder()
                .properties(JsonValue.from(Map.of(PARAMETER, Map.of("type", "string"))))
                .build())
        .build();
  }

  private static Heard heard(Message answer) {
    var text = new StringBuilder();
    var calls = new ArrayList<Call>();
    for (var block : answer.content()) {
      block.text().ifPresent(part -> text.append(part.text()));
      block
          .toolUse()
          .ifPresent(
              use ->
                  calls.add(
                      new Call(
                          use.id(),
                          use.name(),
                          String.valueOf(use._input().convert(Map.class).get(PARAMETER)))));
    }
    return new Heard(
        text.toString(),
        calls,
        answer.stopReason().orElseThrow().asString(),
        answer.usage().inputTokens(),
        answer.usage().outputTokens());
  }

  @Override
  public void close() {
    client.close();
  }
}
