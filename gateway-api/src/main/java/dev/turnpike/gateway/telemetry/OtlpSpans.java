package dev.turnpike.gateway.telemetry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls as OTLP in JSON. Names are those of the GenAI and HTTP conventions; there is no prompt, no
 * answer and no key in them.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP over HTTP</a>
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/">GenAI spans</a>
 */
final class OtlpSpans {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int FAILED = 2;
  private static final int LONGEST_MESSAGE = 500;
  private static final int LOWEST_ERROR = 400;

  private final ObjectNode root = JSON.createObjectNode();
  private final ArrayNode spans;

  OtlpSpans(Map<String, String> resource) {
    var of = root.putArray("resourceSpans").addObject();
    var attributes = of.putObject("resource").putArray("attributes");
    resource.forEach((key, value) -> text(attributes, key, value));
    var scope = of.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", "dev.turnpike.gateway");
    this.spans = scope.putArray("spans");
  }

  /** How many spans a call makes. */
  static int count(Span span) {
    return 1 + span.attempts().size();
  }

  void add(Span span, TraceContext trace) {
    var operation = operation(span.origin().type());
    var call = span(trace.traceId(), trace.spanId(), trace.parentId(), SERVER);
    name(call, operation, span.called().model());
    times(call, span.timing().start(), span.timing().end());
    var attributes = attributes(call, operation, span.called().providerId());
    text(attributes, "gen_ai.request.model", span.called().model());
    text(attributes, "turnpike.log_id", span.id());
    text(attributes, "http.request.method", "POST");
    number(attributes, "http.response.status_code", span.result().statusCode());
    number(attributes, "gen_ai.usage.input_tokens", span.metering().usage().prompt());
    number(attributes, "gen_ai.usage.output_tokens", span.metering().usage().completion());
    var cost = span.metering().cost().usd();
    if (cost != null) {
      attribute(attributes, "turnpike.cost_usd").put("doubleValue", cost.doubleValue());
    }
    if (span.result().status() == Span.Status.FAILED) {
      failed(call, attributes, span.result().errorCode(), span.result().errorCode());
    }
    for (int i = 0; i < span.attempts().size(); i++) {
      attempt(span, span.attempts().get(i), i, operation, trace);
    }
  }

  private void attempt(
      Span span, Span.Attempt attempt, int number, String operation, TraceContext trace) {
    var id = TraceContext.attemptSpan(span.id(), number);
    var client = span(trace.traceId(), id, trace.spanId(), CLIENT);
    name(client, operation, attempt.upstreamModel());
    times(client, attempt.start(), attempt.start().plus(attempt.took()));
    var attributes = attributes(client, operation, attempt.providerId());
    text(attributes, "gen_ai.request.model", attempt.upstreamModel());
    if (attempt.statusCode() != 0) {
      number(attributes, "http.response.status_code", attempt.statusCode());
    }
    if (attempt.reason() != null || attempt.statusCode() >= LOWEST_ERROR) {
      var type = attempt.statusCode() == 0 ? "no_answer" : attempt.statusCode() + "";
      failed(client, attributes, type, null);
    }
  }

  private ObjectNode span(String traceId, String spanId, @Nullable String parentId, int kind) {
    var span = spans.addObject();
    span.put("traceId", traceId);
    span.put("spanId", spanId);
    if (parentId != null) {
      span.put("parentSpanId", parentId);
    }
    return span.put("kind", kind);
  }

  private static void name(ObjectNode span, String operation, String model) {
    span.put("name", model.isEmpty() ? operation : operation + " " + model);
  }

  private static void times(ObjectNode span, Instant start, Instant end) {
    span.put("startTimeUnixNano", nanos(start));
    span.put("endTimeUnixNano", nanos(end));
  }

  /** As text: JSON numbers do not hold 64 bits everywhere. */
  private static String nanos(Instant time) {
    return Long.toString(time.getEpochSecond() * 1_000_000_000L + time.getNano());
  }

  private static ArrayNode attributes(
      ObjectNode span, String operation, @Nullable String provider) {
    var attributes = span.putArray("attributes");
    text(attributes, "gen_ai.operation.name", operation);
    if (provider != null) {
      text(attributes, "gen_ai.provider.name", provider);
    }
    return attributes;
  }

  private static String operation(String logType) {
    return switch (logType) {
      case "embedding" -> "embeddings";
      case "completion" -> "text_completion";
      case "response" -> "chat";
      default -> logType;
    };
  }

  /** The message is a code of ours: a provider's own words may repeat the prompt. */
  private static void failed(
      ObjectNode span, ArrayNode attributes, @Nullable String type, @Nullable String message) {
    text(attributes, "error.type", type == null ? "_OTHER" : type);
    var status = span.putObject("status").put("code", FAILED);
    if (message != null) {
      status.put("message", message.substring(0, Math.min(LONGEST_MESSAGE, message.length())));
    }
  }

  private static ObjectNode attribute(ArrayNode attributes, String key) {
    return attributes.addObject().put("key", key).putObject("value");
  }

  private static void text(ArrayNode attributes, String key, String value) {
    attribute(attributes, key).put("stringValue", value);
  }

  private static void number(ArrayNode attributes, String key, long value) {
    attribute(attributes, key).put("intValue", Long.toString(value));
  }

  int size() {
    return spans.size();
  }

  byte[] bytes() {
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }
}
