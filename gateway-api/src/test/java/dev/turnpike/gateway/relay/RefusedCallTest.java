package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that end at the gateway: what the caller is told, and which row is left. */
class RefusedCallTest {
  private static final LocalGateway GATEWAY = new LocalGateway();
  private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start();
  private static final String GOOD =
      "{\"model\":\"m1\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  @BeforeAll
  static void prepare() {
    GATEWAY.model("m1", "m1", UPSTREAM);
    GATEWAY.key("revoked", Set.of(Right.CALLS), KeyLimits.NONE, Instant.EPOCH);
    GATEWAY.key("logs-only", Set.of(Right.LOGS), KeyLimits.NONE, null);
  }

  @BeforeEach
  void fresh() {
    UPSTREAM.clear();
    GATEWAY.forgetSpans();
  }

  @AfterAll
  static void close() {
    GATEWAY.close();
    UPSTREAM.close();
  }

  @Test
  void unknownKeyIsToldAndLeavesNoRow() throws Exception {
    var answer = call("nobody's", GOOD);

    assertThat(answer.head()).startsWith("HTTP/1.1 401").containsIgnoringCase("x-respan-log-id:");
    assertThat(answer.body()).contains("\"detail\":\"Your API key is invalid or expired");
    assertThat(GATEWAY.noSpan()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"revoked, 401, invalid_api_key", "logs-only, 403, permission_denied"})
  void knownKeysThatMayNotCallLeaveARow(String key, int status, String code) throws Exception {
    assertRefused(call(key, GOOD), status, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":\"m2\",\"messages\":[{}]} | 404 | model_not_found | model",
        "{\"model\":\"m1\",\"messages\":[]} | 400 | invalid_value | messages",
        "{\"model\":\"m1\",\"messages\":7} | 400 | invalid_value | messages",
        "{\"model\":\"m1\" \"messages\":[]} | 400 | invalid_json |",
        "[] | 400 | invalid_json |",
        "{\"messages\":[{}]} | 400 | invalid_value | model",
        "{\"model\":\"m1\",\"messages\":[{}],\"metadata\":1} | 400 | invalid_value | metadata"
      })
  void badInputNamesTheField(String body, int status, String code, String param) throws Exception {
    var answer = call(LocalGateway.KEY, body);

    assertThat(answer.body())
        .contains(param == null ? "\"param\":null" : "\"param\":\"" + param + "\"");
    assertRefused(answer, status, code);
    assertThat(UPSTREAM.requests()).isEmpty();
  }

  @Test
  void unknownModelNamesThoseThatLookLikeIt() throws Exception {
    var answer = call(LocalGateway.KEY, GOOD.replace("m1", "M-1"));

    assertThat(answer.body()).contains("Did you mean `m1`?");
    GATEWAY.span();
  }

  @Test
  void takesTheProviderBeforeTheName() throws Exception {
    UPSTREAM.answer(Script.json("{\"choices\":[]}"));

    assertThat(call(LocalGateway.KEY, GOOD.replace("m1", "acme/m1")).head())
        .startsWith("HTTP/1.1 200");
    GATEWAY.span();
  }

  @Test
  void refusesBodiesOverTheCap() throws Exception {
    var answer = call(LocalGateway.KEY, GOOD + " ".repeat(17 << 20));

    assertRefused(answer, 413, "request_too_large");
  }

  @Test
  void refusesChunkedBodiesOverTheCap() throws Exception {
    try (var socket = new Socket("127.0.0.1", GATEWAY.url("/").getPort())) {
      var out = socket.getOutputStream();
      out.write(
          ("POST /v1/chat/completions HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer "
                  + LocalGateway.KEY
                  + "\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      var chunk = ("100000\r\n" + " ".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      try {
        for (int i = 0; i < 17; i++) {
          out.write(chunk);
        }
      } catch (IOException e) {
        // the gateway has seen enough
      }
      assertRefused(RawCall.read(socket), 413, "request_too_large");
    }
  }

  @Test
  void refusesCallsOverTheLimitOfTheKey() throws Exception {
    GATEWAY.key("slow", Set.of(Right.CALLS), new KeyLimits(null, null, 1, null), null);
    UPSTREAM.always(Script.json("{\"choices\":[]}"));
    call("slow", GOOD);
    GATEWAY.span();

    var answer = call("slow", GOOD);

    assertThat(answer.head()).containsIgnoringCase("retry-after: ");
    assertRefused(answer, 429, "key_rate_limited");
  }

  @Test
  void tellsWhenNobodyListens() throws Exception {
    int port = UPSTREAM.port();
    try (var gone = ScriptedUpstream.start()) {
      port = gone.port();
    }
    GATEWAY.model(
        "away", "away", URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(2), Map.of());

    var answer = call(LocalGateway.KEY, GOOD.replace("m1", "away"));

    assertThat(answer.body()).contains("acme").contains("refused").doesNotContain("127.0.0.1");
    assertRefused(answer, 502, "upstream_unreachable");
  }

  @Test
  void tellsWhenTheNameDoesNotResolve() throws Exception {
    GATEWAY.model(
        "nowhere", "x", URI.create("http://nowhere.invalid/v1"), Duration.ofSeconds(5), Map.of());

    assertRefused(
        call(LocalGateway.KEY, GOOD.replace("m1", "nowhere")), 502, "upstream_unreachable");
  }

  @ParameterizedTest
  @CsvSource({
    "http://169.254.169.254/v1",
    "http://127.0.0.1:22/v1",
    "http://[::ffff:169.254.169.254]/"
  })
  void neverConnectsToForbiddenAddresses(URI url) throws Exception {
    GATEWAY.model("evil", "x", url, Duration.ofSeconds(2), Map.of());

    var answer = call(LocalGateway.KEY, GOOD.replace("m1", "evil"));

    assertThat(answer.head()).containsIgnoringCase("x-should-retry: false");
    assertRefused(answer, 502, "egress_denied");
  }

  private static void assertRefused(RawCall answer, int status, String code) {
    assertThat(answer.head())
        .startsWith("HTTP/1.1 " + status)
        .containsIgnoringCase("x-respan-log-id:");
    assertThat(answer.body())
        .contains("\"error\":{\"message\":")
        .contains("\"code\":\"" + code + "\"")
        .contains("\"detail\":")
        .doesNotContain("Exception");
    var span = GATEWAY.span();
    assertThat(span.result().status()).isEqualTo(Span.Status.FAILED);
    assertThat(span.result().statusCode()).isEqualTo(status);
    assertThat(span.result().errorCode()).isEqualTo(code);
  }

  private static RawCall call(String key, String body) throws IOException {
    return RawCall.post(GATEWAY.url("/v1/chat/completions"), key, body);
  }
}
