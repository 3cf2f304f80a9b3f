package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.upstream.fake.ReplicateFake;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls to Replicate through the whole data plane: waiting, asking after, streams, cancelling. */
class ReplicateCallTest {
  private static final String MODEL = "meta/llama";

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final ReplicateFake replicate = new ReplicateFake(path -> upstream.url(path).toString());
  private final LocalGateway gateway = new LocalGateway();

  @BeforeEach
  void model() {
    upstream.always(replicate);
    replicate(MODEL, ReplicateFake.API_KEY);
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  @Test
  void answersWhatIsDoneAtOnce() throws Exception {
    var answer = ask(MODEL, "Hello", false);

    assertThat(WireCall.json(answer).at("/choices/0/message/content").asText())
        .isEqualTo("Hi from Replicate");
    assertThat(upstream.take().text()).isEqualTo("{\"input\":{\"prompt\":\"Hello\"}}");
    assertThat(gateway.span().metering().usage().output()).isEqualTo(4);
  }

  @Test
  void asksAfterWhatTakesLonger() throws Exception {
    var answer = ask(MODEL, "slow", false);

    assertThat(WireCall.json(answer).at("/choices/0/message/content").asText())
        .isEqualTo("Hi from Replicate");
    assertThat(replicate.polls).hasValue(3);
    assertThat(gateway.span().attempts()).hasSize(1);
  }

  @Test
  void listensToAStream() throws Exception {
    var answer = ask(MODEL, "Hello", true);

    assertThat(answer.body())
        .contains("\"content\":\"Hi from\"")
        .contains("\"content\":\" Replicate\"")
        .endsWith("data: [DONE]\n\n");
  }

  @Test
  void asksForAVersionByItsHash() throws Exception {
    replicate("someone/model:abc123", ReplicateFake.API_KEY);

    assertThat(ask("someone/model:abc123", "Hello", false).statusCode()).isEqualTo(200);
    assertThat(upstream.take().text()).contains("\"version\":\"abc123\"");
  }

  @Test
  void cancelsWhenTheCallerLeaves() throws Exception {
    var body =
        "{\"model\":\"meta/llama\",\"messages\":[{\"role\":\"user\",\"content\":\"stuck\"}]}";
    try (var socket = new Socket("127.0.0.1", gateway.url("/").getPort())) {
      var head =
          "POST /api/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(LocalGateway.KEY, body.length());
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> upstream.requests().size() >= 2);
    }

    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> replicate.cancels.get() == 1);
  }

  @Test
  void tellsOfFailuresLimitsAndAWrongKey() throws Exception {
    replicate("meta/other", "wrong-key");

    assertThat(ask(MODEL, "fail", false).body()).contains("CUDA out of memory");
    assertThat(ask(MODEL, "too many", false).statusCode()).isEqualTo(429);
    assertThat(ask("meta/other", "Hello", false).body()).contains("valid authentication token");
  }

  @Test
  void refusesTools() throws Exception {
    var answer = WireCall.chat(gateway, MODEL, false, WireCall.TOOLS);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(WireCall.json(answer).at("/error/param").asText()).isEqualTo("tools");
  }

  private HttpResponse<String> ask(String model, String prompt, boolean stream) throws Exception {
    return WireCall.post(
        gateway,
        "/api/chat/completions",
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(model, stream, prompt));
  }

  private void replicate(String model, String key) {
    gateway.builtIn(
        model, "replicate", upstream.url("/v1"), Map.of(), new ProviderCredential(key, Map.of()));
  }
}
