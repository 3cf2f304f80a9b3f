package dev.turnpike.gateway.traces;

import static dev.turnpike.gateway.traces.Traced.awaitTrace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.gateway.TurnpikeServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** OpenTelemetry's own SDK for Java with nothing set but the exporter's address and headers. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class JavaExporterTest {

  @Test
  void deliversInProtobufAndGzip() {
    var settings =
        Map.of(
            "otel.exporter.otlp.endpoint", "http://localhost:" + RestAssured.port + "/api",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.exporter.otlp.compression", "gzip",
            "otel.exporter.otlp.headers", "Authorization=Bearer%20" + TurnpikeServer.API_KEY,
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.service.name", "java-service");
    var sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> settings)
            .build()
            .getOpenTelemetrySdk();
    var tracer = sdk.getTracer("java-tracer");
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

    var flushed = sdk.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);

    assertThat(flushed.isSuccess()).isTrue();
    var trace = awaitTrace(root.getSpanContext().getTraceId(), 2);
    assertThat(trace.getString("name")).isEqualTo("java pipeline");
    assertThat(trace.getInt("error_count")).isEqualTo(1);
    assertThat(trace.getString("span_tree[0].children[0].model")).isEqualTo("my-model");
    assertThat(trace.getInt("span_tree[0].children[0].prompt_tokens")).isEqualTo(9);
    assertThat(trace.getString("span_tree[0].children[0].error_message"))
        .isEqualTo("java.lang.IllegalStateException: too slow");
    assertThat(trace.getString("span_tree[0].children[0].metadata.tags"))
        .isEqualTo("[\"a\",\"b\"]");
    sdk.close();
  }
}
