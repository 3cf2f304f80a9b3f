package dev.turnpike.gateway.sdk;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.Tool;
import com.google.genai.types.Type;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Google's client. */
final class GoogleSdkClient implements SdkClient {
  private final Client client;
  private final String model;

  GoogleSdkClient(String base, String key, String model) {
    this.client =
        Client.builder()
            .apiKey(key)
            .httpOptions(
                HttpOptions.builder()
                    .baseUrl(base)
                    .retryOptions(HttpRetryOptions.builder().attempts(1))
                    .build())
            .build();
    this.model = model;
  }

  @Override
  public Heard whole(Question question) {
    return heard(List.of(client.models.generateContent(model, said(question), config(question))));
  }

  @Override
  public Heard streamed(Question question) {
    var chunks = new ArrayList<GenerateContentResponse>();
    try (var stream =
        client.models.generateContentStream(model, said(question), config(question))) {
      stream.forEach(chunks::add);
    }
    return heard(chunks);
  }

  @Override
  public String structured() {
    var config =
        GenerateContentConfig.builder()
            .responseMimeType("application/json")
            .responseSchema(
                Schema.builder()
                    .type(Type.Known.OBJECT)
                    .properties(
                        Map.of(
                            "name",
                            Schema.builder().type(Type.Known.STRING).build(),
                            "age",
                            Schema.builder().type(Type.Known.INTEGER).build())))
            .build();
    var text = client.models.generateContent(model, said(Question.PLAIN), config).text();
    var person = Json.objectOrNull(String.valueOf(text));
    if (person == null) {
      throw new AssertionError("no object: " + text);
    }
    return Json.text(person, "name") + ", " + Json.count(person, "age");
  }

  private static List<Content> said(Question question) {
    var parts = new ArrayList<Part>(List.of(Part.fromText(question.text())));
    if (question.picture() != null) {
      parts.add(Part.fromBytes(Base64.getDecoder().decode(question.picture()), "image/png"));
    }
    var said = new ArrayList<Content>();
    said.add(Content.builder().role("user").parts(parts).build());
    if (!question.called().isEmpty()) {
      var calls = question.called().stream().map(GoogleSdkClient::call).toList();
      var results = question.called().stream().map(GoogleSdkClient::result).toList();
      said.add(Content.builder().role("model").parts(calls).build());
      said.add(Content.builder().role("user").parts(results).build());
    }
    return said;
  }

  private static Part call(Call call) {
    return Part.builder()
        .functionCall(
            FunctionCall.builder()
                .id(call.id())
                .name(call.name())
                .args(Map.of(PARAMETER, call.city())))
        .build();
  }

  private static Part result(Call call) {
    return Part.builder()
        .functionResponse(
            FunctionResponse.builder()
                .id(call.id())
                .name(call.name())
                .response(Map.of("output", call.degrees())))
        .build();
  }

  private static GenerateContentConfig config(Question question) {
    var config = GenerateContentConfig.builder();
    if (question.weather()) {
      var city = Schema.builder().type(Type.Known.STRING).build();
      var parameters =
          Schema.builder().type(Type.Known.OBJECT).properties(Map.of(PARAMETER, city)).build();
      config.tools(
          Tool.builder()
              .functionDeclarations(
                  FunctionDeclaration.builder().name(TOOL).parameters(parameters)));
    }
    return config.build();
  }

  private static Heard heard(List<GenerateContentResponse> chunks) {
    var text = new StringBuilder();
    var calls = new ArrayList<Call>();
    for (var chunk : chunks) {
      var piece = chunk.text();
      text.append(piece == null ? "" : piece);
      var called = chunk.functionCalls();
      for (var call : called == null ? List.<FunctionCall>of() : called) {
        calls.add(
            new Call(
                call.id().orElseThrow(),
                call.name().orElseThrow(),
                String.valueOf(call.args().orElseThrow().get(PARAMETER))));
      }
    }
    var last = chunks.getLast();
    var usage = last.usageMetadata().orElseThrow();
    return new Heard(
        text.toString(),
        calls,
        last.finishReason().toString(),
        usage.promptTokenCount().orElse(0),
        usage.candidatesTokenCount().orElse(0));
  }

  @Override
  public void close() {
    client.close();
  }
}
