package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.upstream.fake.BedrockFake;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to Bedrock through the whole data plane, against a server that checks the signature. */
class BedrockCallTest {
  private static final String MODEL = "us.anthropic.claude-sonnet-4-20250514-v1:0";

  private final ScriptedUpstream upstream = ScriptedUpstream.start().always(new BedrockFake());
  private final LocalGateway gateway = new LocalGateway();

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  @Test
  void signsACallAndTellsTheAnswer() throws Exception {
    bedrock(keys(BedrockFake.SECRET, null));

    var answer = WireCall.chat(gateway, MODEL, false, "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(WireCall.json(answer).at("/choices/0/message/content").asText())
        .isEqualTo("Grüezi!");
    assertThat(WireCall.json(answer).at("/usage/prompt_tokens").asInt()).isEqualTo(112);
    assertThat(upstream.take().target())
        .isEqualTo("/model/us.anthropic.claude-sonnet-4-20250514-v1%3A0/converse");
    var span = gateway.span();
    assertThat(span.metering().usage().cacheRead()).isEqualTo(100);
  }

  @Test
  void streamsTheBinaryEventsAsChunks() throws Exception {
    bedrock(keys(BedrockFake.SECRET, "session-token"));

    var answer = WireCall.chat(gateway, MODEL, true, WireCall.TOOLS);

    assertThat(answer.body())
        .contains("\"name\":\"weather\"")
        .contains("\"finish_reason\":\"tool_calls\"")
        .endsWith("data: [DONE]\n\n");
    assertThat(upstream.take().header("x-amz-security-token")).contains("session-token");
    assertThat(gateway.span().metering().usage().output()).isEqualTo(5);
  }

  @Test
  void speaksToAnthropicsCallersToo() throws Exception {
    bedrock(keys(BedrockFake.SECRET, null));

    var answer = WireCall.messages(gateway, MODEL, true);

    assertThat(answer.body()).contains("\"text\":\"Grüe\"").contains("event: message_stop");
  }

  @Test
  void showsAnApiKeyAsItIs() throws Exception {
    bedrock(new ProviderCredential(BedrockFake.API_KEY, Map.of()));

    assertThat(WireCall.chat(gateway, MODEL, false, "").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsThatTheCredentialIsRefused() throws Exception {
    bedrock(keys("another secret", null));

    var answer = WireCall.chat(gateway, MODEL, true, "");

    assertThat(answer.statusCode()).isEqualTo(424);
    assertThat(WireCall.json(answer).at("/error/code").asText()).isEqualTo("upstream_auth_failed");
    assertThat(answer.body()).contains("security token").doesNotContain("another secret");
  }

  @Test
  void saysWhatACredentialLacks() throws Exception {
    bedrock(new ProviderCredential(null, Map.of()));

    var answer = WireCall.chat(gateway, MODEL, false, "");

    assertThat(answer.statusCode()).isEqualTo(424);
    assertThat(answer.body()).contains("aws_secret_access_key");
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void passesALimitOn() throws Exception {
    bedrock(keys(BedrockFake.SECRET, null));

    var answer = WireCall.chat(gateway, MODEL, false, ",\"stop\":[\"too many\"]");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("please wait");
  }

  @Test
  void tellsThatThePathIsNotServed() throws Exception {
    gateway.builtIn(
        MODEL,
        "bedrock",
        upstream.url("/elsewhere"),
        Map.of("aws_region_name", BedrockFake.REGION),
        keys(BedrockFake.SECRET, null));

    var answer = WireCall.chat(gateway, MODEL, false, "");

    assertThat(answer.statusCode()).isEqualTo(424);
    assertThat(answer.body()).contains("service/operation");
  }

  private void bedrock(ProviderCredential credential) {
    gateway.builtIn(
        MODEL,
        "bedrock",
        upstream.url(""),
        Map.of("aws_region_name", BedrockFake.REGION),
        credential);
  }

  private static ProviderCredential keys(String secret, String token) {
    var fields = new HashMap<String, String>();
    fields.put("aws_access_key_id", BedrockFake.ACCESS_KEY_ID);
    fields.put("aws_secret_access_key", secret);
    if (token != null) {
      fields.put("aws_session_token", token);
    }
    return new ProviderCredential(null, Map.of(), fields);
  }
}
