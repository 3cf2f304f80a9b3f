package dev.turnpike.core.upstream.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.core.upstream.ScriptedUpstream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;

/**
 * AWS's own SDK as the judge of the fake: it signs what the fake must accept, and reads what the
 * fake answers. What the SDK takes from the fake, our dialect must take, too.
 */
class BedrockFakeTest {
  private static final String MODEL = "us.anthropic.claude-sonnet-4-20250514-v1:0";

  private final ScriptedUpstream upstream = ScriptedUpstream.start().always(new BedrockFake());

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void understandsTheSdkAndIsUnderstood() {
    try (var client =
        client(AwsBasicCredentials.create(BedrockFake.ACCESS_KEY_ID, BedrockFake.SECRET))) {
      var reply = client.converse(r -> r.modelId(MODEL).messages(hello())).join();

      assertThat(reply.output().message().content().getFirst().text()).isEqualTo("Grüezi!");
      assertThat(reply.stopReason()).isEqualTo(StopReason.END_TURN);
      assertThat(reply.usage().cacheReadInputTokens()).isEqualTo(100);
    }
    assertThat(upstream.take().target())
        .isEqualTo("/model/us.anthropic.claude-sonnet-4-20250514-v1%3A0/converse");
  }

  @Test
  void coversTheSdksSessionToken() {
    try (var client =
        client(
            AwsSessionCredentials.create(
                BedrockFake.ACCESS_KEY_ID, BedrockFake.SECRET, "session/token"))) {
      var reply = client.converse(r -> r.modelId(MODEL).messages(hello())).join();

      assertThat(reply.usage().inputTokens()).isEqualTo(12);
    }
  }

  @Test
  void streamsWhatTheSdkReads() {
    var seen = new ArrayList<String>();
    var visitor =
        ConverseStreamResponseHandler.Visitor.builder()
            .onContentBlockStart(e -> seen.add("start " + e.start().toolUse().name()))
            .onContentBlockDelta(e -> seen.add("input " + e.delta().toolUse().input()))
            .onMessageStop(e -> seen.add("stop " + e.stopReasonAsString()))
            .onMetadata(e -> seen.add("tokens " + e.usage().outputTokens()))
            .build();
    try (var client =
        client(AwsBasicCredentials.create(BedrockFake.ACCESS_KEY_ID, BedrockFake.SECRET))) {
      client
          .converseStream(
              r -> r.modelId(MODEL).messages(hello()).toolConfig(tools()),
              ConverseStreamResponseHandler.builder().subscriber(visitor).build())
          .join();
    }

    assertThat(seen)
        .containsExactly(
            "start weather", "input {\"city\":", "input \"Oslo\"}", "stop tool_use", "tokens 5");
  }

  @Test
  void streamsTextInPiecesThatBeginWhereTheyLike() {
    var text = new StringBuilder();
    var types = new ArrayList<ConverseStreamOutput.EventType>();
    var handler =
        ConverseStreamResponseHandler.builder()
            .subscriber(
                (ConverseStreamOutput event) -> {
                  types.add(event.sdkEventType());
                  event.accept(
                      ConverseStreamResponseHandler.Visitor.builder()
                          .onContentBlockDelta(e -> text.append(e.delta().text()))
                          .build());
                })
            .build();
    try (var client =
        client(AwsBasicCredentials.create(BedrockFake.ACCESS_KEY_ID, BedrockFake.SECRET))) {
      client.converseStream(r -> r.modelId(MODEL).messages(hello()), handler).join();
    }

    assertThat(text).hasToString("Grüezi!");
    assertThat(types)
        .startsWith(ConverseStreamOutput.EventType.MESSAGE_START)
        .endsWith(ConverseStreamOutput.EventType.METADATA);
  }

  @Test
  void refusesAnotherSecret() {
    try (var client =
        client(AwsBasicCredentials.create(BedrockFake.ACCESS_KEY_ID, "another secret"))) {
      assertThatThrownBy(() -> client.converse(r -> r.modelId(MODEL).messages(hello())).join())
          .hasMessageContaining("security token");
    }
  }

  private static List<Message> hello() {
    return List.of(
        Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("Hello"))
            .build());
  }

  private static ToolConfiguration tools() {
    return ToolConfiguration.builder()
        .tools(
            tool ->
                tool.toolSpec(
                    spec ->
                        spec.name("weather")
                            .inputSchema(
                                schema ->
                                    schema.json(
                                        Document.mapBuilder()
                                            .putString("type", "object")
                                            .build()))))
        .build();
  }

  private BedrockRuntimeAsyncClient client(AwsCredentials credentials) {
    return BedrockRuntimeAsyncClient.builder()
        .endpointOverride(upstream.url(""))
        .region(Region.of(BedrockFake.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .httpClient(new JdkSdkHttpClient())
        .build();
  }
}
