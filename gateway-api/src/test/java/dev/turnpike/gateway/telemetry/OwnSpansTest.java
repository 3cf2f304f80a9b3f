package dev.turnpike.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanBuilder;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.egress.CollectorForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collector gets a span of each call and one of each attempt, and never holds up a call. */
class OwnSpansTest {
  private static final String LOG = "0190b3f0-1234-7abc-8def-0123456789ab";
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final Vertx vertx = Vertx.vertx();
  private final ScriptedUpstream collector = ScriptedUpstream.start();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final OwnSpans spans =
      new OwnSpans(
          new Telemetry(
              new TelemetrySettings(
                  collector.url("/v1/traces"),
                  Map.of("x-token", "abc"),
                  Map.of("service.name", "turnpike"))),
          CollectorForTests.collector(vertx),
          meters);

  @AfterEach
  void close() {
    spans.stop(new ShutdownEvent());
    collector.close();
    vertx.close();
  }

  @Test
  void sendsTheCallAndItsAttemptsAsOneTrace() throws Exception {
    collector.always(Script.json("{}"));
    var failed = SpanBuilder.aSpan().id(LOG).failed("the prompt says: secret").build();

    spans.ended(PARENT, failed);

    var request = collector.take();
    assertThat(request.header("x-token")).contains("abc");
    assertThat(request.text()).doesNotContain("secret");
    var sent = sent(request.text());
    assertThat(sent.at("/resource/attributes/0/value/stringValue").asText()).isEqualTo("turnpike");
    var server = sent.at("/scopeSpans/0/spans/0");
    assertThat(server.path("traceId").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(server.path("parentSpanId").asText()).isEqualTo("00f067aa0ba902b7");
    assertThat(server.path("name").asText()).startsWith("chat ");
    assertThat(server.path("kind").asInt()).isEqualTo(2);
    assertThat(server.at("/status/code").asInt()).isEqualTo(2);
    assertThat(attribute(server, "turnpike.log_id")).isEqualTo(LOG);
    assertThat(attribute(server, "gen_ai.provider.name")).isEqualTo("my-provider");
    var client = sent.at("/scopeSpans/0/spans/1");
    assertThat(client.path("parentSpanId").asText()).isEqualTo(server.path("spanId").asText());
    assertThat(client.path("kind").asInt()).isEqualTo(3);
    assertThat(attribute(client, "http.response.status_code")).isEqualTo("200");
    await().until(() -> count("exported") == 2);
  }

  @Test
  void leavesOutWhatTheCallerDoesNotWantRecorded() {
    spans.ended(PARENT.replaceFirst("01$", "00"), span());
    collector.always(Script.json("{}"));
    spans.ended((String) null, SpanBuilder.aSpan().id(LOG).build());

    assertThat(collector.take().text()).contains("0190b3f012347abc8def0123456789ab");
    await().until(() -> count("exported") == 2);
    assertThat(collector.requests()).hasSize(1);
  }

  @Test
  void countsWhatACollectorDoesNotTake() {
    collector.always(Script.answer(503, "text/plain", "busy"));

    spans.ended((String) null, span());

    await().until(() -> count("dropped") == 2);
    assertThat(count("exported")).isZero();
  }

  private double count(String what) {
    return meters.counter("turnpike.own.spans." + what).count();
  }

  private static Span span() {
    return SpanBuilder.aSpan().id(LOG).build();
  }

  private static JsonNode sent(String request) throws Exception {
    var body = request.substring(request.indexOf("{\"resourceSpans"));
    return new JsonMapper().readTree(body).at("/resourceSpans/0");
  }

  private static String attribute(JsonNode span, String key) {
    for (var attribute : span.path("attributes")) {
      if (attribute.path("key").asText().equals(key)) {
        return attribute.path("value").elements().next().asText();
      }
    }
    throw new AssertionError("no " + key + " in " + span);
  }
}
