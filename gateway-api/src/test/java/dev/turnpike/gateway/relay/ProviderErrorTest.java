package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a provider says of its own failures, and how much of that callers and log are told. */
class ProviderErrorTest {
  private static final LocalGateway GATEWAY = new LocalGateway();
  private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start();
  private static final String RELAY = "/api/acme/v1/chat/completions";
  private static final String ASK =
      "{\"model\":\"real\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  @BeforeEach
  void fresh() {
    UPSTREAM.clear();
    GATEWAY.forgetSpans();
    GATEWAY.model("m1", "real", UPSTREAM);
  }

  @AfterAll
  static void close() {
    GATEWAY.close();
    UPSTREAM.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400,400,odd",
    "402,402,odd",
    "422,422,odd",
    "429,429,odd",
    "500,500,odd",
    "503,503,odd",
    "401,424,upstream_auth_failed",
    "403,424,upstream_auth_failed",
    "404,424,upstream_model_not_found"
  })
  void relaysTheProvidersOwnError(int theirs, int ours, String logged) throws Exception {
    var body = "{\"error\": {\"message\": \"no: é\", \"code\": \"odd\", \"more\": 1.50}}\n";
    for (var stream : List.of("", ",\"stream\":true")) {
      UPSTREAM.answer(Script.answer(theirs, "application/json", body, "x-ratelimit-limit: 3"));

      var got = RawCall.post(GATEWAY.url(RELAY), LocalGateway.KEY, ASK + stream + "}");

      assertThat(got.head()).startsWith("HTTP/1.1 " + ours + " ").contains("x-ratelimit-limit: 3");
      assertThat(got.body()).isEqualTo(body);
      var span = GATEWAY.span();
      assertThat(span.result().statusCode()).isEqualTo(ours);
      assertThat(span.result().errorCode()).isEqualTo(logged);
      assertThat(span.attempts()).singleElement().extracting(a -> a.statusCode()).isEqualTo(theirs);
    }
  }

  @Test
  void keepsTheCredentialOutOfARelayedError() throws Exception {
    UPSTREAM.answer(
        Script.answer(400, "application/json", "{\"error\":\"key sk-stored-credential is bad\"}"));

    var got = RawCall.post(GATEWAY.url(RELAY), LocalGateway.KEY, ASK + "}");

    assertThat(got.body()).isEqualTo("{\"error\":\"key *** is bad\"}");
  }

  @Test
  void tellsAPageInItsOwnWords() throws Exception {
    UPSTREAM.answer(Script.answer(500, "text/html", "<script>alert(1)</script>"));

    var got = RawCall.post(GATEWAY.url(RELAY), LocalGateway.KEY, ASK + "}");

    assertThat(got.head()).startsWith("HTTP/1.1 500 ").contains("application/json");
    assertThat(got.body()).contains("\"detail\"").doesNotContain("<script>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"message\":\"slow\",\"code\":429|429|429",
        "\"message\":\"slow\",\"type\":\"rate_limit_error\"|429|upstream_rate_limited",
        "\"message\":\"slow\",\"code\":\"rate_limit_exceeded\"|429|rate_limit_exceeded",
        "\"message\":\"long\",\"code\":\"context_length_exceeded\"|400|context_length_exceeded",
        "\"message\":\"full\",\"type\":\"overloaded_error\"|503|upstream_error",
        "\"message\":\"key\",\"code\":\"invalid_api_key\"|424|upstream_auth_failed",
        "\"message\":\"boom\"|502|upstream_error",
      })
  void keepsTheMeaningOfAnErrorInAStream(String error, int status, String code) throws Exception {
    var frame = "data: {\"error\":{" + error + "}}\n\n";
    UPSTREAM.answer(Script.stream().chunk(frame).end());

    var atOnce = RawCall.post(GATEWAY.url("/dialect/openai-chat"), LocalGateway.KEY, stream("m1"));

    assertThat(atOnce.head()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(GATEWAY.span().result().errorCode()).isEqualTo(code);

    var text = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";
    UPSTREAM.answer(Script.stream().chunk(text).chunk(frame).end());

    var later = RawCall.post(GATEWAY.url("/dialect/openai-chat"), LocalGateway.KEY, stream("m1"));

    assertThat(later.isWhole()).isFalse();
    assertThat(later.body()).startsWith(text).contains("\"code\":\"" + code + "\"");
    var span = GATEWAY.span();
    assertThat(span.result().statusCode()).isEqualTo(status);
    assertThat(span.result().errorCode()).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource(
      value = DialectId.class,
      names = {"OPENAI_RESPONSES", "ANTHROPIC_MESSAGES"})
  void tellsARateLimitInAStreamInTheCallersWords(DialectId dialect) throws Exception {
    var frame =
        "data: {\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}\n\n";
    var text = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";
    UPSTREAM.answer(Script.stream().chunk(text).pause(Duration.ofMillis(50)).chunk(frame).end());
    var body =
        dialect == DialectId.OPENAI_RESPONSES
            ? "{\"model\":\"m1\",\"input\":\"hi\",\"stream\":true}"
            : stream("m1").replace("}]", "}],\"max_tokens\":9");

    var got = RawCall.post(GATEWAY.url("/dialect/" + dialect.wire()), LocalGateway.KEY, body);

    assertThat(got.isWhole()).isFalse();
    assertThat(got.body()).contains("slow down").contains("rate_limit");
    assertThat(GATEWAY.span().result().statusCode()).isEqualTo(429);
  }

  private static String stream(String model) {
    return ASK.replace("real", model) + ",\"stream\":true}";
  }
}
