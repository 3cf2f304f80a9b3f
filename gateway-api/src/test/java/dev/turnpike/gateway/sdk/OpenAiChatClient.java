package dev.turnpike.gateway.sdk;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.List;
import java.util.Map;

/** OpenAI's client, in its chat form. */
final class OpenAiChatClient implements SdkClient {
  private final OpenAIClient client;
  private final String model;

  OpenAiChatClient(String base, String key, String model) {
    this.client = OpenAIOkHttpClient.builder().baseUrl(base).apiKey(key).maxRetries(0).build();
    this.model = model;
  }

  @Override
  public Heard whole(Question question) {
    return heard(client.chat().completions().create(ask(question).build()));
  }

  @Override
  public Heard streamed(Question question) {
    var accumulator = ChatCompletionAccumulator.create();
    var ask =
        ask(question)
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    try (var stream = client.chat().completions().createStreaming(ask.build())) {
      stream.stream().forEach(accumulator::accumulate);
    }
    return heard(accumulator.chatCompletion());
  }

  @Override
  public String structured() {
    var ask = ask(Question.PLAIN).responseFormat(Person.class).build();
    var answer = client.chat().completions().create(ask);
    var person = answer.choices().getFirst().message().content().orElseThrow();
    return person.name + ", " + person.age;
  }

  private ChatCompletionCreateParams.Builder ask(Question question) {
    var ask = ChatCompletionCreateParams.builder().model(model);
    if (question.picture() == null) {
      ask.addUserMessage(question.text());
    } else {
      var url = "data:image/png;base64," + question.picture();
      var image = ChatCompletionContentPartImage.ImageUrl.builder().url(url).build();
      ask.addUserMessageOfArrayOfContentParts(
          List.of(
              ChatCompletionContentPart.ofText(
                  ChatCompletionContentPartText.builder().text(question.text()).build()),
              ChatCompletionContentPart.ofImageUrl(
                  ChatCompletionContentPartImage.builder().imageUrl(image).build())));
    }
    if (question.weather()) {
      ask.addTool(ChatCompletionFunctionTool.builder().function(weather()).build());
    }
    if (!question.called().isEmpty()) {
      tellResults(question, ask);
    }
    return ask;
  }

  private static void tellResults(Question question, ChatCompletionCreateParams.Builder ask) {
    var assistant = ChatCompletionAssistantMessageParam.builder();
    for (var call : question.called()) {
      assistant.addToolCall(
          ChatCompletionMessageFunctionToolCall.builder()
              .id(call.id())
              .function(
                  ChatCompletionMessageFunctionToolCall.Function.builder()
                      .name(call.name())
                      .arguments("{\"city\":\"" + call.city() + "\"}")
                      .build())
              .build());
    }
    ask.addMessage(assistant.build());
    for (var call : question.called()) {
      ask.addMessage(
          ChatCompletionToolMessageParam.builder()
              .toolCallId(call.id())
              .content(call.degrees())
              .build());
    }
  }

  private static FunctionDefinition weather() {
    return FunctionDefinition.builder()
        .name(TOOL)
        .parameters(
            FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty(
                    "properties", JsonValue.from(Map.of(PARAMETER, Map.of("type", "string"))))
                .build())
        .build();
  }

  private static Heard heard(ChatCompletion answer) {
    var choice = answer.choices().getFirst();
    var calls =
        choice.message().toolCalls().orElse(List.of()).stream()
            .map(call -> call.asFunction())
            .map(
                call ->
                    new Call(
                        call.id(),
                        call.function().name(),
                        SdkClient.city(call.function().arguments())))
            .toList();
    var usage = answer.usage().orElseThrow();
    return new Heard(
        choice.message().content().orElse(""),
        calls,
        choice.finishReason().asString(),
        usage.promptTokens(),
        usage.completionTokens());
  }

  @Override
  public void close() {
    client.close();
  }
}
