package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.upstream.fake.VertexFake;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to Vertex AI through the whole data plane: the token exchange, Gemini and Claude. */
class VertexCallTest {
  private static final String GEMINI = "gemini-2.5-flash";
  private static final String CLAUDE = "claude-sonnet-4@20250514";

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final LocalGateway gateway = new LocalGateway();
  private VertexFake vertex = fake(3600);

  private VertexFake fake(int seconds) {
    vertex = new VertexFake(upstream.url("/token").toString(), seconds);
    upstream.always(vertex);
    return vertex;
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  @Test
  void exchangesTheKeyOnceForManyCalls() throws Exception {
    model(GEMINI, vertex.keyFile());

    var statuses =
        IntStream.range(0, 12).parallel().map(i -> status(WireCall::chat)).boxed().toList();

    assertThat(statuses).containsOnly(200);
    assertThat(vertex.tokens).hasValue(1);
  }

  @Test
  void renewsATokenThatIsAboutToEnd() throws Exception {
    fake(20);
    model(GEMINI, vertex.keyFile());

    assertThat(status(WireCall::chat)).isEqualTo(200);
    assertThat(status(WireCall::chat)).isEqualTo(200);

    assertThat(vertex.tokens).hasValue(2);
  }

  @Test
  void asksGeminiInItsOwnPath() throws Exception {
    model(GEMINI, vertex.keyFile());

    var answer = WireCall.chat(gateway, GEMINI, true, "");

    assertThat(answer.body()).contains("Hi from Gemini").endsWith("data: [DONE]\n\n");
    assertThat(gateway.span().metering().usage().input()).isEqualTo(6);
    assertThat(upstream.requests())
        .extracting(ReceivedRequest::target)
        .containsExactly(
            "/token",
            VertexFake.BASE
                + "/publishers/google/models/gemini-2.5-flash:streamGenerateContent?alt=sse");
  }

  @Test
  void asksClaudeByRawPredict() throws Exception {
    model(CLAUDE, vertex.keyFile());

    var whole = WireCall.chat(gateway, CLAUDE, false, "");
    var streamed = WireCall.chat(gateway, CLAUDE, true, "");

    assertThat(whole.body()).contains("Hi from Claude");
    assertThat(streamed.body()).contains("Hi from Claude").endsWith("data: [DONE]\n\n");
    assertThat(upstream.requests())
        .extracting(ReceivedRequest::target)
        .containsExactly(
            "/token",
            VertexFake.BASE + "/publishers/anthropic/models/claude-sonnet-4@20250514:rawPredict",
            VertexFake.BASE
                + "/publishers/anthropic/models/claude-sonnet-4@20250514:streamRawPredict");
  }

  @Test
  void relaysAnthropicsOwnFormatWithModelAndVersionMoved() throws Exception {
    model(CLAUDE, vertex.keyFile());

    var answer =
        WireCall.post(
            gateway,
            "/api/anthropic/v1/messages",
            "{\"model\":\"%s\",\"max_tokens\":64, \"temperature\":0.50,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
                .formatted(CLAUDE));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("msg_vrtx_1");
    assertThat(upstream.requests().getLast().text())
        .contains("\"temperature\":0.50")
        .contains("\"anthropic_version\":\"vertex-2023-10-16\"")
        .doesNotContain("\"model\"");
  }

  @Test
  void speaksGeminiToAnthropicsCallers() throws Exception {
    model(GEMINI, vertex.keyFile());

    var answer = WireCall.messages(gateway, GEMINI, false);

    assertThat(answer.body()).contains("Hi from Gemini").contains("end_turn");
  }

  @Test
  void saysThatTheKeyFileIsNone() throws Exception {
    model(GEMINI, "{\"client_email\":\"a@b\"}");

    var answer = WireCall.chat(gateway, GEMINI, false, "");

    assertThat(answer.statusCode()).isEqualTo(424);
    assertThat(answer.body()).contains("private_key").contains("upstream_auth_failed");
  }

  @Test
  void saysThatTheKeyIsRefused() throws Exception {
    var other = new VertexFake("elsewhere", 60).keyFile();
    model(GEMINI, other);

    var answer = WireCall.chat(gateway, GEMINI, false, "");

    assertThat(answer.statusCode()).isEqualTo(424);
    assertThat(answer.body()).contains("Invalid JWT Signature").doesNotContain("PRIVATE KEY");
  }

  private interface Call {
    java.net.http.HttpResponse<String> make(
        LocalGateway gateway, String model, boolean stream, String more) throws Exception;
  }

  private int status(Call call) {
    try {
      return call.make(gateway, GEMINI, false, "").statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void model(String name, String keyFile) {
    gateway.builtIn(
        name,
        "google_vertex_ai",
        upstream.url(VertexFake.BASE),
        Map.of("token_url", upstream.url("/token").toString()),
        new ProviderCredential(null, Map.of(), Map.of("vertex_ai_credentials", keyFile)));
  }
}
