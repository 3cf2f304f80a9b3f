package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.Usage;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes between caller and provider, byte by byte. */
class RelayedCallTest {
  private static final LocalGateway GATEWAY = new LocalGateway();
  private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String ANSWER =
      """
      {"id":"chatcmpl-7","object":"chat.completion","odd":1.50,"choices":[{"index":0,"message":{"role":"assistant",\
      "content":"hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5,\
      "prompt_tokens_details":{"cached_tokens":4}}}\
      """;

  private static final String ROLE =
      "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n";
  private static final String TEXT =
      "data: {\"choices\":[{\"delta\":{\"content\":\"hé\"}}],\"usage\":null}\n\n";
  private static final String STOP =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @BeforeEach
  void fresh() {
    UPSTREAM.clear();
    GATEWAY.forgetSpans();
    GATEWAY.model("m1", "vendor/real name", UPSTREAM);
  }

  @AfterAll
  static void close() {
    GATEWAY.close();
    UPSTREAM.close();
  }

  @Test
  void passesTheBodyOnAndTheAnswerBack() throws Exception {
    UPSTREAM.answer(
        Script.answer(200, "application/json", ANSWER, "x-request-id: req-1", "set-cookie: a=b"));

    var answer =
        call(
            """
            { "model" : "m1", "unknown": 1.50E+2, "messages": [{"role":"user","content":"h\\u0069"}],
              "customer_identifier": "user_1", "metadata": {"team": 7}, "z": null }\
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(ANSWER);
    assertThat(answer.headers().firstValue("x-respan-upstream-request-id")).hasValue("req-1");
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    var sent = UPSTREAM.take();
    assertThat(sent.target()).isEqualTo("/v1/chat/completions");
    assertThat(sent.text())
        .isEqualTo(
            """
            { "model" : "vendor/real name", "unknown": 1.50E+2, "messages": [{"role":"user","content":"h\\u0069"}],
              "z": null }\
            """);
    assertThat(sent.header("authorization")).hasValue("Bearer sk-stored-credential");
    assertThat(sent.header("x-team")).hasValue("blue");
    assertThat(sent.header("host")).hasValue("127.0.0.1:" + UPSTREAM.port());
    assertThat(sent.headerNames())
        .containsExactlyInAnyOrder(
            "content-type",
            "accept",
            "accept-encoding",
            "user-agent",
            "x-team",
            "authorization",
            "host",
            "content-length");
    var span = GATEWAY.span();
    assertThat(answer.headers().firstValue("x-respan-log-id")).hasValue(span.id());
    assertThat(span.metering().usage()).isEqualTo(new Usage(6, 4, 0, 5, 0, 0, 0));
    assertThat(span.metering().cost().usd()).isEqualByComparingTo("0.00002");
    assertThat(span.tags().customerIdentifier()).isEqualTo("user_1");
    assertThat(span.tags().metadata()).containsEntry("team", "7");
    assertThat(span.result().status()).isEqualTo(Span.Status.SUCCESS);
    assertThat(span.content().response()).isEqualTo(ANSWER);
    assertThat(span.attempts()).hasSize(1);
  }

  @Test
  void passesAStreamByteForByteButForTheUsageNobodyAskedFor() throws Exception {
    UPSTREAM.answer(
        Script.stream().chunks(List.of(ROLE, ": note\r\n\r\n", TEXT, STOP, USAGE, DONE)).end());

    var answer =
        call(
            "{\"model\":\"m1\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");

    assertThat(answer.body()).isEqualTo(ROLE + ": note\r\n\r\n" + TEXT + STOP + DONE);
    assertThat(answer.headers().firstValue("content-type"))
        .hasValue("text/event-stream; charset=utf-8");
    assertThat(UPSTREAM.take().text()).contains("\"stream_options\":{\"include_usage\":true}");
    var span = GATEWAY.span();
    assertThat(span.metering().usage()).isEqualTo(Usage.ofText(10, 5));
    assertThat(span.timing().timeToFirstToken()).isPositive();
    assertThat(span.result().status()).isEqualTo(Span.Status.SUCCESS);
    assertThat(span.content().response()).isEqualTo(answer.body());
  }

  @Test
  void passesTheUsageOnToWhoAsksForIt() throws Exception {
    UPSTREAM.answer(Script.stream().chunks(List.of(ROLE + TEXT, STOP + USAGE + DONE)).end());

    var answer =
        call(
            "{\"model\":\"m1\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");

    assertThat(answer.body()).isEqualTo(ROLE + TEXT + STOP + USAGE + DONE);
    GATEWAY.span();
  }

  @Test
  void retriesOnceWhenAPooledConnectionWasClosed() throws Exception {
    UPSTREAM.answer(Script.json(ANSWER)).answer(Script.hangUp()).answer(Script.json(ANSWER));
    call(simple());
    GATEWAY.span();

    var answer = call(simple());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(GATEWAY.span().attempts())
        .extracting(Span.Attempt::statusCode)
        .containsExactly(0, 200);
  }

  @Test
  void doesNotRetryWhenAFreshConnectionIsClosed() throws Exception {
    try (var other = ScriptedUpstream.start()) {
      GATEWAY.model("m1", "m1", other);
      other.answer(Script.hangUp());

      var answer = call(simple());

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body()).contains("\"code\":\"upstream_connection_lost\"").contains("acme");
      assertThat(other.requests()).hasSize(1);
    }
  }

  /** It was worked on, and will be paid for. */
  @Test
  void doesNotRepeatACallWhoseAnswerBegan() throws Exception {
    var begun = ANSWER.substring(0, ANSWER.length() / 2);
    UPSTREAM
        .answer(Script.json(ANSWER))
        .answer(Script.chunked(200, "application/json").chunk(begun).close());
    call(simple());
    GATEWAY.span();

    var answer = call(simple());

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("upstream_connection_lost");
    assertThat(GATEWAY.span().attempts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "500, 500, upstream_error", "503, 503, upstream_error", "429, 429, upstream_rate_limited",
        "400, 400, upstream_error",
    "401, 424, upstream_auth_failed", "403, 424, upstream_auth_failed",
        "404, 424, upstream_model_not_found", "402, 402, upstream_error"
  })
  void tellsTheProvidersRefusals(int upstream, int status, String code) throws Exception {
    var body = "{\"error\":{\"message\":\"no: key sk-stored-credential is bad\",\"type\":\"t\"}}";
    for (var stream : List.of(false, true)) {
      UPSTREAM.answer(Script.answer(upstream, "application/json", body, "retry-after: 7"));

      var answer = call(stream ? streaming() : simple());

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body())
          .contains(code)
          .contains("\"detail\":")
          .doesNotContain("sk-stored-credential");
      assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
      var span = GATEWAY.span();
      assertThat(span.result().statusCode()).isEqualTo(status);
      assertThat(span.result().errorCode()).isEqualTo(code);
    }
  }

  @Test
  void refusesPagesRedirectsAndGarbage() throws Exception {
    for (var body : List.of(simple(), streaming())) {
      UPSTREAM.answer(Script.answer(200, "text/html", "<html>"));
      assertThat(call(body).body()).contains("upstream_invalid_content");
      UPSTREAM.answer(Script.answer(302, "text/plain", "", "location: http://example.com/"));
      assertThat(call(body).body()).contains("upstream_redirect");
    }
    UPSTREAM.answer(Script.answer(200, "application/json", "not json"));
    var answer = call(simple());
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("upstream_invalid_content");
    for (int i = 0; i < 5; i++) {
      assertThat(GATEWAY.span().result().status()).isEqualTo(Span.Status.FAILED);
    }
  }

  @Test
  void saysWhenTheProviderIsSilent() throws Exception {
    for (var body : List.of(simple(), streaming())) {
      UPSTREAM.answer(Script.silence());

      var answer = call(body);

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.body()).contains("upstream_timeout").contains("acme");
      assertThat(UPSTREAM.peerLeaves(Duration.ofSeconds(1))).isTrue();
      assertThat(GATEWAY.span().result().statusCode()).isEqualTo(504);
    }
  }

  @Test
  void breaksOffWhenTheStreamIsCut() throws Exception {
    UPSTREAM.answer(Script.stream().chunk(ROLE + TEXT + "data: {\"cho").close());

    var received = broken(streaming());

    assertThat(received)
        .startsWith(ROLE + TEXT + "data: {\"error\":{")
        .contains("upstream_truncated");
    assertThat(received).doesNotContain("[DONE]").doesNotContain("data: {\"cho\n");
    assertThat(GATEWAY.span().result().errorCode()).isEqualTo("upstream_truncated");
  }

  @Test
  void breaksOffWhenTheStreamEndsEarlyOrWrongly() throws Exception {
    UPSTREAM.answer(Script.stream().chunk(ROLE + TEXT).chunk(DONE).end());
    assertThat(broken(streaming())).contains("upstream_truncated").doesNotContain("[DONE]");
    UPSTREAM.answer(
        Script.stream()
            .chunk(ROLE + TEXT)
            .pause(Duration.ofMillis(50))
            .chunk("data: {\"error\":{\"message\":\"out of memory\"}}\n\n")
            .end());
    assertThat(broken(streaming())).contains("out of memory").contains("upstream_error");
    UPSTREAM.answer(
        Script.stream().chunk(ROLE).pause(Duration.ofMillis(50)).chunk("data: nonsense\n\n").end());
    assertThat(broken(streaming())).contains("upstream_invalid_content");
    UPSTREAM.answer(Script.stream().chunk(ROLE).stall());
    assertThat(broken(streaming())).contains("upstream_timeout");
  }

  @Test
  void cancelsUpstreamWhenTheCallerLeaves() throws Exception {
    for (var body : List.of(simple(), streaming())) {
      boolean stream = body.contains("stream");
      UPSTREAM.answer(stream ? Script.stream().chunk(ROLE + TEXT).stall() : Script.silence());
      var socket = RawCall.open(GATEWAY.url("/v1/chat/completions"), LocalGateway.KEY, body);
      UPSTREAM.take();
      if (stream) {
        assertThat(socket.getInputStream().read()).isPositive();
      }

      socket.close();

      assertThat(UPSTREAM.peerLeaves(Duration.ofSeconds(1))).isTrue();
      var span = GATEWAY.span();
      assertThat(span.result().statusCode()).isEqualTo(499);
      assertThat(span.result().errorCode()).isEqualTo("client_cancelled");
      assertThat(span.metering().cost().basis())
          .isEqualTo(stream ? Cost.Basis.ESTIMATED : Cost.Basis.UNPRICED);
    }
  }

  @Test
  void sendsHeartbeatsBetweenEventsOnly() throws Exception {
    UPSTREAM.answer(
        Script.stream()
            .chunk(ROLE + "data: {\"choices\":")
            .pause(Duration.ofMillis(700))
            .chunk("[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\n" + DONE)
            .end());

    var answer = call(streaming());

    assertThat(answer.body())
        .startsWith(ROLE + ": ping\n\n")
        .endsWith(
            "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\n"
                + DONE);
  }

  @Test
  void passesALargeImageOnUnchanged() throws Exception {
    var image = "A".repeat(10_000_000);
    var rest =
        ",\"x\": 1e5"
            + " ,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
            + image
            + "\"},\"vendor\":[1.0,2]}]}],\"tail\" : {\"b\":1,\"a\":2}}";
    UPSTREAM.answer(Script.json(ANSWER));

    var answer = call("{\"model\":\"m1\"" + rest);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(UPSTREAM.take().text()).isEqualTo("{\"model\":\"vendor/real name\"" + rest);
  }

  @Test
  void letsASlowCallerSlowTheProvider() throws Exception {
    var frame =
        "data: {\"choices\":[{\"delta\":{\"content\":\"" + "x".repeat(60_000) + "\"}}]}\n\n";
    var script = Script.stream();
    for (int i = 0; i < 1000; i++) {
      script.chunk(frame);
    }
    UPSTREAM.answer(script.chunk(STOP + DONE).end());
    long before = usedMemory();
    try (var socket =
        RawCall.open(GATEWAY.url("/v1/chat/completions"), LocalGateway.KEY, streaming())) {
      assertThat(socket.getInputStream().read()).isPositive();

      // Longer than the provider may be silent: while the caller does not read, the silence is
      // ours.
      Thread.sleep(2_500);

      assertThat(GATEWAY.noSpan()).isTrue();
      assertThat(usedMemory() - before).isLessThan(40_000_000L);
      long received = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      assertThat(received).isGreaterThan(60_000_000L);
    } catch (SocketTimeoutException e) {
      // The connection is kept alive after the answer: all of it has come.
    }
    assertThat(GATEWAY.span().result().status()).isEqualTo(Span.Status.SUCCESS);
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void addsTheBreakdownThatWasAskedFor() throws Exception {
    UPSTREAM
        .answer(Script.json(ANSWER))
        .answer(Script.stream().chunks(List.of(ROLE + TEXT, STOP + USAGE + DONE)).end());

    var whole = call(simple().replace("{\"model", "{\"request_breakdown\":true,\"model"));
    var stream = call(streaming().replace("{\"model", "{\"request_breakdown\":true,\"model"));

    assertThat(whole.body())
        .startsWith(ANSWER.substring(0, ANSWER.length() - 1) + ",\"request_breakdown\":{")
        .contains("\"prompt_tokens\":10,\"completion_tokens\":5,\"cost\":0.000020000000");
    assertThat(stream.body())
        .startsWith(ROLE + TEXT + STOP + "data: {\"id\":\"request_breakdown\"")
        .contains("\"cost\":0.000020000000")
        .endsWith("\"finish_reason\":\"stop\"}]}\n\n" + DONE);
  }

  @Test
  void keepsBodiesOutOfTheLogWhenTold() throws Exception {
    UPSTREAM.answer(Script.json(ANSWER));

    call(simple().replace("{\"model", "{\"disable_log\":true,\"model"));

    var span = GATEWAY.span();
    assertThat(span.content()).isEqualTo(Span.Content.WITHHELD);
    assertThat(span.metering().usage().total()).isEqualTo(15);
  }

  @Test
  void handsATraceOnAndPutsTheRowIntoIt() throws Exception {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var header = "00-" + trace + "-00f067aa0ba902b7-01";
    UPSTREAM.answer(Script.json(ANSWER));

    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(request(simple()), (name, value) -> true)
              .header("traceparent", header)
              .build();
      client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    assertThat(UPSTREAM.take().header("traceparent")).hasValue(header);
    var place = GATEWAY.span().place();
    assertThat(place.traceId()).isEqualTo(trace);
    assertThat(place.parentId()).isEqualTo("00f067aa0ba902b7");
  }

  @Test
  void ignoresTheUpgradeHeadersOfJavaClients() throws Exception {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      UPSTREAM.answer(Script.json(ANSWER));

      var answer = client.send(request(simple()), HttpResponse.BodyHandlers.ofString());

      assertThat(answer.body()).isEqualTo(ANSWER);
      assertThat(UPSTREAM.take().headerNames())
          .doesNotContain("upgrade", "http2-settings", "connection");
    }
  }

  @Test
  void answersAlthoughTheLogIsStuck() throws Exception {
    try (var gateway = new LocalGateway()) {
      gateway.model("m1", "m1", UPSTREAM);
      gateway.stickLog();
      UPSTREAM.answer(Script.json(ANSWER));

      var raw = RawCall.post(gateway.url("/v1/chat/completions"), LocalGateway.KEY, simple());

      assertThat(raw.body()).isEqualTo(ANSWER);
    }
  }

  private static String simple() {
    return "{\"model\":\"m1\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  }

  private static String streaming() {
    return "{\"model\":\"m1\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  }

  private static HttpRequest request(String body) {
    return HttpRequest.newBuilder(GATEWAY.url("/api/chat/completions"))
        .header("Authorization", "Bearer " + LocalGateway.KEY)
        .header("Cookie", "a=b")
        .header("X-Forwarded-For", "1.2.3.4")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static HttpResponse<String> call(String body) throws Exception {
    return CLIENT.send(request(body), HttpResponse.BodyHandlers.ofString());
  }

  /** What came before the connection was broken off; fails when it was not. */
  private static String broken(String body) throws Exception {
    var raw = RawCall.post(GATEWAY.url("/api/chat/completions"), LocalGateway.KEY, body);
    if (!raw.isWhole()) {
      return raw.body();
    }
    throw new AssertionError("ended as if all were well: " + raw.body());
  }
}
