package dev.turnpike.ingest.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span as clients read it. What was written reads back; seconds and USD are plain numbers. */
public final class SpanWire {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Span span;
  private final ObjectNode wire = MAPPER.createObjectNode();

  private SpanWire(Span span) {
    this.span = span;
  }

  /** All but the bodies: a row of a list. */
  public static ObjectNode row(Span span) {
    var wire = new SpanWire(span);
    wire.identity();
    wire.kind();
    wire.called();
    wire.metering();
    wire.timing();
    wire.result();
    wire.tags();
    wire.extra();
    return wire.wire;
  }

  /** With the bodies. */
  public static ObjectNode whole(Span span) {
    var wire = new SpanWire(span);
    var row = row(span);
    wire.wire.setAll(row);
    wire.content();
    wire.attempts();
    wire.limits();
    return wire.wire;
  }

  private void identity() {
    var place = span.place();
    wire.put("id", span.id())
        .put("unique_id", span.id())
        .put("organization_id", span.organization().toString())
        .put("unique_organization_id", span.organization().toString())
        .put("trace_unique_id", place.traceId())
        .put("span_unique_id", place.spanId())
        .put("span_parent_id", place.parentId())
        .put("span_name", place.name())
        .put("span_workflow_name", place.workflowName())
        .put("span_path", place.path());
  }

  private void kind() {
    var origin = span.origin();
    var key = origin.keyId();
    wire.put("log_type", origin.type())
        .put("log_method", origin.method())
        .put("environment", origin.environment().wire())
        .put("organization_key_id", key == null ? null : key.toString())
        .put("organization_key_name", origin.keyName());
  }

  private void called() {
    var called = span.called();
    wire.put("model", called.model())
        .put("provider_id", called.providerId())
        .put("full_model_name", called.upstreamModel())
        .put("stream", called.stream());
  }

  private void metering() {
    var metering = span.metering();
    var usage = metering.usage();
    wire.put("prompt_tokens", usage.prompt())
        .put("completion_tokens", usage.completion())
        .put("total_request_tokens", usage.total())
        .put("prompt_cache_hit_tokens", usage.cacheRead())
        .put("prompt_cache_creation_tokens", usage.cacheWrite())
        .put("reasoning_tokens", usage.reasoning());
    wire.putObject("usage")
        .put("prompt_tokens", usage.prompt())
        .put("completion_tokens", usage.completion())
        .put("total_tokens", usage.total())
        .put("cache_read_input_tokens", usage.cacheRead())
        .put("cache_creation_input_tokens", usage.cacheWrite());
    decimal("cost", metering.cost().usd());
    wire.put("cost_basis", metering.cost().basis().name().toLowerCase(Locale.ROOT));
    decimal("prompt_unit_price", metering.price().input());
    decimal("completion_unit_price", metering.price().output());
  }

  private void timing() {
    var timing = span.timing();
    wire.put("timestamp", timing.end().toString()).put("start_time", timing.start().toString());
    seconds("latency", timing.latency());
    seconds("time_to_first_token", timing.timeToFirstToken());
    seconds("routing_time", timing.overhead());
    decimal("tokens_per_second", tokensPerSecond());
  }

  private @Nullable BigDecimal tokensPerSecond() {
    var told = span.timing().tokensPerSecond();
    var micros = span.timing().latency().toNanos() / 1_000;
    var tokens = span.metering().usage().completion();
    if (told != null || micros == 0 || tokens == 0) {
      return told;
    }
    return BigDecimal.valueOf(tokens * 1_000_000)
        .divide(BigDecimal.valueOf(micros), 3, RoundingMode.HALF_UP);
  }

  private void result() {
    var result = span.result();
    wire.put("status", result.status().name().toLowerCase(Locale.ROOT))
        .put("status_code", result.statusCode())
        .put("error_code", result.errorCode())
        .put("error_message", result.errorMessage());
    // One text, as the platform's shared types read it.
    var warnings = result.warnings();
    wire.put("warnings", warnings.isEmpty() ? null : String.join(" ", warnings))
        .put("has_warnings", !warnings.isEmpty());
  }

  private void tags() {
    var tags = span.tags();
    wire.put("customer_identifier", tags.customerIdentifier())
        .put("customer_name", tags.customerName())
        .put("customer_email", tags.customerEmail())
        .put("thread_identifier", tags.threadIdentifier())
        .put("group_identifier", tags.groupIdentifier())
        .put("trace_group_identifier", tags.groupIdentifier())
        .put("session_identifier", tags.sessionIdentifier())
        .put("custom_identifier", tags.customIdentifier())
        .put("evaluation_identifier", tags.evaluationIdentifier());
    var metadata = wire.putObject("metadata");
    tags.metadata().forEach((key, value) -> shown(metadata, key, value));
    wire.putObject("properties").setAll(tags.properties());
    wire.putObject("scores");
  }

  /** Keys that begin with an underscore are the clients' own business, and are not shown. */
  private static void shown(ObjectNode metadata, String key, String value) {
    if (!key.startsWith("_")) {
      metadata.put(key, value);
    }
  }

  /** Never over a field with a place of its own. */
  private void extra() {
    for (Map.Entry<String, JsonNode> member : span.extra().entrySet()) {
      if (!wire.has(member.getKey()) || member.getKey().equals("scores")) {
        wire.set(member.getKey(), member.getValue());
      }
    }
  }

  private void content() {
    var content = span.content();
    wire.set("prompt_messages", json(content.promptMessages()));
    wire.set("completion_message", json(content.completionMessage()));
    if (!wire.has("completion_messages") && content.completionMessage() != null) {
      wire.putArray("completion_messages").add(json(content.completionMessage()));
    }
    wire.put("input", content.input() == null ? content.promptMessages() : content.input());
    wire.put("output", content.output() == null ? content.completionMessage() : content.output());
    wire.set("full_request", json(content.request()));
    wire.set("full_response", json(content.response()));
    wire.set("tools", json(content.tools()));
    wire.put("body_withheld", content.withheld());
  }

  private void attempts() {
    var attempts = wire.putArray("attempts");
    for (var attempt : span.attempts()) {
      var one =
          attempts
              .addObject()
              .put("provider_id", attempt.providerId())
              .put("model", attempt.upstreamModel())
              .put("start_time", attempt.start().toString());
      one.put("latency", seconds(attempt.took()));
      one.put("status_code", attempt.statusCode()).put("reason", attempt.reason());
    }
  }

  /** Which limits were looked at: none are kept on rows yet, and what was admitted was allowed. */
  private void limits() {
    wire.putObject("limit_info").put("is_allowed", true).putArray("limits");
  }

  /** JSON where the text is JSON, else the text. */
  private static @Nullable JsonNode json(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return TextNode.valueOf(text);
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text); // cut short, or text that only looks like JSON
    }
  }

  private void seconds(String name, @Nullable Duration duration) {
    decimal(name, duration == null ? null : seconds(duration));
  }

  private static BigDecimal seconds(Duration duration) {
    return plain(BigDecimal.valueOf(duration.toNanos() / 1_000, 6));
  }

  private void decimal(String name, @Nullable BigDecimal value) {
    wire.put(name, value == null ? null : plain(value));
  }

  /** Without trailing zeros, and never in powers of ten. */
  private static BigDecimal plain(BigDecimal value) {
    var stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
