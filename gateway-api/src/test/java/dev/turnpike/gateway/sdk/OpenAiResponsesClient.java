package dev.turnpike.gateway.sdk;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import java.util.ArrayList;
import java.util.Map;

/** OpenAI's client, in its Responses form. */
final class OpenAiResponsesClient implements SdkClient {
  private final OpenAIClient client;
  private final String model;

  OpenAiResponsesClient(String base, String key, String model) {
    this.client = OpenAIOkHttpClient.builder().baseUrl(base).apiKey(key).maxRetries(0).build();
    this.model = model;
  }

  @Override
  public Heard whole(Question question) {
    return heard(client.responses().create(ask(question).build()));
  }

  @Override
  public Heard streamed(Question question) {
    var accumulator = ResponseAccumulator.create();
    try (var stream = client.responses().createStreaming(ask(question).build())) {
      stream.stream().forEach(accumulator::accumulate);
    }
    return heard(accumulator.response());
  }

  @Override
  public String structured() {
    var answer = client.responses().create(ask(Question.PLAIN).text(Person.class).build());
    var person = answer.output().getFirst().asMessage().content().getFirst().asOutputText();
    return person.name + ", " + person.age;
  }

  private ResponseCreateParams.Builder ask(Question question) {
    var ask = ResponseCreateParams.builder().model(model);
    var said = new ArrayList<ResponseInputItem>();
    var message =
        ResponseInputItem.Message.builder()
            .role(ResponseInputItem.Message.Role.USER)
            .addInputTextContent(question.text());
    if (question.picture() != null) {
      message.addContent(
          ResponseInputImage.builder()
              .detail(ResponseInputImage.Detail.AUTO)
              .imageUrl("data:image/png;base64," + question.picture())
              .build());
    }
    said.add(ResponseInputItem.ofMessage(message.build()));
    for (var call : question.called()) {
      said.add(
          ResponseInputItem.ofFunctionCall(
              ResponseFunctionToolCall.builder()
                  .callId(call.id())
                  .name(call.name())
                  .arguments("{\"city\":\"" + call.city() + "\"}")
                  .build()));
    }
    for (var call : question.called()) {
      said.add(
          ResponseInputItem.ofFunctionCallOutput(
              ResponseInputItem.FunctionCallOutput.builder()
                  .callId(call.id())
                  .output(call.degrees())
                  .build()));
    }
    if (question.weather()) {
      ask.addTool(weather());
    }
    return ask.inputOfResponse(said);
  }

  private static FunctionTool weather() {
    return FunctionTool.builder()
        .name(TOOL)
        .strict(false)
        .parameters(
            FunctionTool.Parameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty(
                    "properties", JsonValue.from(Map.of(PARAMETER, Map.of("type", "string"))))
                .build())
        .build();
  }

  private static Heard heard(Response answer) {
    var text = new StringBuilder();
    var calls = new ArrayList<Call>();
    for (var item : answer.output()) {
      item.message()
          .ifPresent(m -> m.content().forEach(part -> text.append(part.asOutputText().text())));
      item.functionCall()
          .ifPresent(
              call ->
                  calls.add(
                      new Call(call.callId(), call.name(), SdkClient.city(call.arguments()))));
    }
    var usage = answer.usage().orElseThrow();
    return new Heard(
        text.toString(),
        calls,
        answer.status().orElseThrow().asString(),
        usage.inputTokens(),
        usage.outputTokens());
  }

  @Override
  public void close() {
    client.close();
  }
}
