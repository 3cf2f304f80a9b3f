package dev.turnpike.gateway.traces;

import static dev.turnpike.gateway.traces.Traced.awaitTrace;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.gateway.TurnpikeServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OpenTelemetry's own SDK for Java with nothing set but what the variables OTEL_EXPORTER_OTLP_*
 * set.
 */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class JavaExporterTest {

  @ParameterizedTest
  @CsvSource({
    "otel.exporter.otlp.endpoint, /api, gzip",
    "otel.exporter.otlp.endpoint, /api, none",
    "otel.exporter.otlp.endpoint, '', gzip",
    "otel.exporter.otlp.traces.endpoint, /api/v2/traces, none",
    "otel.exporter.otlp.traces.endpoint, /api/public/otel/v1/traces, gzip",
  })
  void deliversInProtobuf(String setting, String path, String compression) {
    var settings = new HashMap<String, String>();
    settings.put(setting, "http://localhost:" + RestAssured.port + path);
    settings.put("otel.exporter.otlp.protocol", "http/protobuf");
    settings.put("otel.exporter.otlp.compression", compression);
    settings.put("otel.exporter.otlp.headers", "Authorization=Bearer%20" + TurnpikeServer.API_KEY);
    // Metrics and logs have other addresses, which are not ours.
    settings.put("otel.metrics.exporter", "none");
    settings.put("otel.logs.exporter", "none");
    var sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> settings)
            .build()
            .getOpenTelemetrySdk();

    var spans = pipeline(sdk.getTracerProvider());
    var flushed = sdk.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
    sdk.close();

    assertThat(flushed.isSuccess()).isTrue();
    assertArrived(spans);
  }

  /** The SDK has no setting for JSON; the form itself it can write. */
  @Test
  void deliversItsJsonInGzip() throws IOException {
    var spans = pipeline(SdkTracerProvider.builder().build());

    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .header("Content-Type", "application/json")
        .header("Content-Encoding", "gzip")
        .body(zipped(spans))
        .post("/api/v1/traces")
        .then()
        .statusCode(200);

    assertArrived(spans);
  }

  private static byte[] zipped(List<SpanData> spans) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      TraceRequestMarshaler.create(spans).writeJsonTo(zip);
    }
    return bytes.toByteArray();
  }

  /** A step and a failed call of a model in it, ended. */
  private static List<SpanData> pipeline(TracerProvider provider) {
    var tracer = provider.get("java-tracer");
    var root = tracer.spanBuilder("java pipeline").startSpan();
    var chat =
        tracer
            .spanBuilder("chat my-model")
            .setParent(Context.root().with(root))
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.request.model", "my-model")
            .setAttribute("gen_ai.usage.input_tokens", 9L)
            .setAttribute(AttributeKey.stringArrayKey("tags"), List.of("a", "b"))
            .startSpan();
    chat.recordException(new IllegalStateException("too slow"));
    chat.setStatus(StatusCode.ERROR);
    chat.end();
    root.end();
    return List.of(((ReadableSpan) root).toSpanData(), ((ReadableSpan) chat).toSpanData());
  }

  private static void assertArrived(List<SpanData> spans) {
    var trace = awaitTrace(spans.getFirst().getTraceId(), 2);
    assertThat(trace.getString("name")).isEqualTo("java pipeline");
    assertThat(trace.getInt("error_count")).isEqualTo(1);
    var chat = trace.<Map<String, Object>>get("span_tree[0].children[0]");
    assertThat(chat)
        .containsEntry("model", "my-model")
        .containsEntry("prompt_tokens", 9)
        .containsEntry("error_message", "java.lang.IllegalStateException: too slow");
    assertThat(trace.getString("span_tree[0].children[0].metadata.tags"))
        .isEqualTo("[\"a\",\"b\"]");
  }
}
