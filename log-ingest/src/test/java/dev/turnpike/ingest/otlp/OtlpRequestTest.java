package dev.turnpike.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.turnpike.ingest.otlp.OtlpRequest.Form;
import dev.turnpike.ingest.otlp.OtlpRequest.MalformedRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Both forms of the wire, against messages made by OpenTelemetry's own classes. */
class OtlpRequestTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  private static final String JSON =
      """
      {"resourceSpans": [{
        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]},
        "scopeSpans": [{"scope": {"name": "tracer", "version": "1"}, "spans": [{
          "traceId": "4BF92F3577B34DA6A3CE929D0E0E4736", "spanId": "00f067aa0ba902b7",
          "parentSpanId": "00f067aa0ba902b6", "name": "chat", "kind": 3,
          "startTimeUnixNano": "1780000000000000000", "endTimeUnixNano": 1780000001000000000,
          "attributes": [
            {"key": "text", "value": {"stringValue": "Grüße 🦙"}},
            {"key": "truth", "value": {"boolValue": true}},
            {"key": "whole", "value": {"intValue": "-7"}},
            {"key": "real", "value": {"doubleValue": 0.25}},
            {"key": "list", "value": {"arrayValue": {"values": [{"intValue": 1}, {"stringValue": "b"}]}}},
            {"key": "object", "value": {"kvlistValue": {"values": [
              {"key": "a", "value": {"arrayValue": {"values": [{"boolValue": false}]}}}]}}},
            {"key": "bytes", "value": {"bytesValue": "AQI="}}],
          "events": [{"name": "exception", "timeUnixNano": "5",
            "attributes": [{"key": "exception.type", "value": {"stringValue": "E"}}]}],
          "links": [{"traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "spanId": "00f067aa0ba902b1"}],
          "status": {"code": 2, "message": "boom"}, "unheardOf": 1}]}]}]}
      """;

  @Test
  void readsTheSameFromBothForms() {
    var json = OtlpRequest.read(JSON.getBytes(StandardCharsets.UTF_8), Form.JSON);
    var protobuf = OtlpRequest.read(protobuf().toByteArray(), Form.PROTOBUF);

    assertThat(protobuf.spans()).hasSize(1);
    var from = protobuf.spans().get(0);
    var as = json.spans().get(0);
    assertThat(from.attributes().toString()).isEqualTo(as.attributes().toString());
    assertThat(from.traceId()).isEqualTo(as.traceId()).isEqualTo(TRACE);
    assertThat(from.parentId()).isEqualTo(as.parentId());
    assertThat(from.name()).isEqualTo(as.name());
    assertThat(from.kind()).isEqualTo(as.kind());
    assertThat(from.startNanos()).isEqualTo(as.startNanos());
    assertThat(from.endNanos()).isEqualTo(as.endNanos());
    assertThat(from.events().toString()).isEqualTo(as.events().toString());
    assertThat(from.links().toString()).isEqualTo(as.links().toString());
    assertThat(from.status()).isEqualTo(as.status()).isEqualTo(new OtlpSpan.Status(2, "boom"));
    assertThat(from.resource().toString()).isEqualTo(as.resource().toString());
    assertThat(from.scope()).isEqualTo(as.scope()).isEqualTo("tracer");
    assertThat(from.where()).isEqualTo("resourceSpans[0].scopeSpans[0].spans[0]");
    assertThat(from.fault()).isEmpty();
  }

  @Test
  void refusesProtobufThatIsCutOrBrokenAndNeverFailsOtherwise() {
    var whole = protobuf().toByteArray();
    var random = new Random(7);
    for (var length = 0; length < whole.length; length++) {
      readOrRefuse(Arrays.copyOf(whole, length));
      var broken = whole.clone();
      broken[length] = (byte) random.nextInt();
      readOrRefuse(broken);
    }
    assertThatThrownBy(() -> OtlpRequest.read(Arrays.copyOf(whole, 40), Form.PROTOBUF))
        .isInstanceOf(MalformedRequest.class)
        .hasMessage("Malformed protobuf: it ends within a field.");
  }

  private static void readOrRefuse(byte[] body) {
    try {
      OtlpRequest.read(body, Form.PROTOBUF).spans().forEach(OtlpSpan::fault);
    } catch (MalformedRequest e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void namesTheMemberThatIsWrong() {
    assertThatThrownBy(
            () ->
                OtlpRequest.read(
                    "{\"resourceSpans\": [{\"scopeSpans\": 1}]}".getBytes(StandardCharsets.UTF_8),
                    Form.JSON))
        .isInstanceOf(MalformedRequest.class)
        .hasMessage("resourceSpans[0].scopeSpans: must be a list.");
  }

  @Test
  void inflatesUnderACap() throws Exception {
    var text = "{}".getBytes(StandardCharsets.UTF_8);

    assertThat(OtlpBody.read(new ByteArrayInputStream(gzip(text)), "gzip")).isEqualTo(text);
    var bomb = gzip(new byte[OtlpBody.LARGEST_INFLATED + 1]);
    assertThat(bomb).hasSizeLessThan(100_000);
    assertThatThrownBy(() -> OtlpBody.read(new ByteArrayInputStream(bomb), "gzip"))
        .isInstanceOf(MalformedRequest.class)
        .hasMessage("The request body is too large: at most 64 MiB inflated.");
    assertThatThrownBy(() -> OtlpBody.read(new ByteArrayInputStream(text), "gzip"))
        .hasMessage("The body is not gzip, though Content-Encoding says so.");
    assertThatThrownBy(() -> OtlpBody.read(new ByteArrayInputStream(text), "br"))
        .hasMessage("Content-Encoding \"br\" is not read; send gzip or nothing.");
  }

  @Test
  void answersInTheFormItWasAsked() throws Exception {
    var all = OtlpAnswer.taken(Form.PROTOBUF, 0, "");
    var some = OtlpAnswer.taken(Form.PROTOBUF, 300, "spans[3].traceId: must be …");

    assertThat(all.body()).isEmpty();
    var partial = ExportTraceServiceResponse.parseFrom(some.body()).getPartialSuccess();
    assertThat(partial.getRejectedSpans()).isEqualTo(300);
    assertThat(partial.getErrorMessage()).isEqualTo("spans[3].traceId: must be …");
    assertThat(new String(OtlpAnswer.taken(Form.JSON, 0, "").body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":0,\"errorMessage\":\"\"}}");
  }

  private static byte[] gzip(byte[] plain) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  private static ExportTraceServiceRequest protobuf() {
    var object =
        KeyValueList.newBuilder()
            .addValues(
                pair(
                    "a",
                    AnyValue.newBuilder()
                        .setArrayValue(
                            ArrayValue.newBuilder()
                                .addValues(AnyValue.newBuilder().setBoolValue(false)))));
    var list =
        ArrayValue.newBuilder()
            .addValues(AnyValue.newBuilder().setIntValue(1))
            .addValues(AnyValue.newBuilder().setStringValue("b"));
    var span =
        Span.newBuilder()
            .setTraceId(id(TRACE))
            .setSpanId(id(SPAN))
            .setTraceState("a=b")
            .setFlags(0x101)
            .setParentSpanId(id("00f067aa0ba902b6"))
            .setName("chat")
            .setKindValue(3)
            .setStartTimeUnixNano(1_780_000_000_000_000_000L)
            .setEndTimeUnixNano(1_780_000_001_000_000_000L)
            .addAttributes(pair("text", AnyValue.newBuilder().setStringValue("Grüße 🦙")))
            .addAttributes(pair("truth", AnyValue.newBuilder().setBoolValue(true)))
            .addAttributes(pair("whole", AnyValue.newBuilder().setIntValue(-7)))
            .addAttributes(pair("real", AnyValue.newBuilder().setDoubleValue(0.25)))
            .addAttributes(pair("list", AnyValue.newBuilder().setArrayValue(list)))
            .addAttributes(pair("object", AnyValue.newBuilder().setKvlistValue(object)))
            .addAttributes(
                pair(
                    "bytes",
                    AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(new byte[] {1, 2}))))
            .addEvents(
                Span.Event.newBuilder()
                    .setName("exception")
                    .setTimeUnixNano(5)
                    .addAttributes(
                        pair("exception.type", AnyValue.newBuilder().setStringValue("E"))))
            .addLinks(
                Span.Link.newBuilder().setTraceId(id(TRACE)).setSpanId(id("00f067aa0ba902b1")))
            .setStatus(Status.newBuilder().setCodeValue(2).setMessage("boom"));
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            pair("service.name", AnyValue.newBuilder().setStringValue("shop"))))
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("tracer"))
                        .addSpans(span)))
        .build();
  }

  private static KeyValue pair(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static ByteString id(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
