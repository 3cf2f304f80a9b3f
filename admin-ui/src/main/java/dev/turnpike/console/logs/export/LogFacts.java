package dev.turnpike.console.logs.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of a call, under the names the API uses; without its bodies. */
public final class LogFacts {
  private static final Map<String, Function<Span, @Nullable Object>> FIELDS = fields();

  private LogFacts() {}

  /** The names, in order. */
  public static Iterable<String> names() {
    return FIELDS.keySet();
  }

  /** A value by name: a text, number or truth value; absent when the call has none. */
  static @Nullable Object value(Span span, String name) {
    var field = FIELDS.get(name);
    return field == null ? null : field.apply(span);
  }

  private static Map<String, Function<Span, @Nullable Object>> fields() {
    var all = new LinkedHashMap<String, Function<Span, @Nullable Object>>();
    all.put("unique_id", Span::id);
    all.put("start_time", s -> s.timing().start().toString());
    all.put("timestamp", s -> s.timing().end().toString());
    all.put("status", s -> s.result().status().name().toLowerCase(Locale.ROOT));
    all.put("status_code", s -> s.result().statusCode());
    all.put("error_code", s -> s.result().errorCode());
    all.put("error_message", s -> s.result().errorMessage());
    all.put("log_type", s -> s.origin().type());
    all.put("log_method", s -> s.origin().method());
    all.put("environment", s -> s.origin().environment().wire());
    all.put("model", s -> s.called().model());
    all.put("full_model_name", s -> s.called().upstreamModel());
    all.put("provider_id", s -> s.called().providerId());
    all.put("stream", s -> s.called().stream());
    all.put("prompt_tokens", s -> s.metering().usage().prompt());
    all.put("completion_tokens", s -> s.metering().usage().completion());
    all.put("total_request_tokens", s -> s.metering().usage().total());
    all.put("prompt_cache_hit_tokens", s -> s.metering().usage().cacheRead());
    all.put("prompt_cache_creation_tokens", s -> s.metering().usage().cacheWrite());
    all.put("reasoning_tokens", s -> s.metering().usage().reasoning());
    all.put("cost", s -> plain(s.metering().cost().usd()));
    all.put("cost_basis", s -> s.metering().cost().basis().name().toLowerCase(Locale.ROOT));
    all.put("latency", s -> seconds(s.timing().latency()));
    all.put("time_to_first_token", s -> seconds(s.timing().timeToFirstToken()));
    all.put("routing_time", s -> seconds(s.timing().overhead()));
    identities(all);
    return all;
  }

  private static void identities(Map<String, Function<Span, @Nullable Object>> all) {
    all.put("organization_key_id", s -> s.origin().keyId());
    all.put("organization_key_name", s -> s.origin().keyName());
    all.put("customer_identifier", s -> s.tags().customerIdentifier());
    all.put("customer_name", s -> s.tags().customerName());
    all.put("customer_email", s -> s.tags().customerEmail());
    all.put("thread_identifier", s -> s.tags().threadIdentifier());
    all.put("session_identifier", s -> s.tags().sessionIdentifier());
    all.put("group_identifier", s -> s.tags().groupIdentifier());
    all.put("custom_identifier", s -> s.tags().customIdentifier());
    all.put("trace_unique_id", s -> s.place().traceId());
    all.put("span_unique_id", s -> s.place().spanId());
    all.put("span_parent_id", s -> s.place().parentId());
    all.put("span_name", s -> s.place().name());
    all.put("span_workflow_name", s -> s.place().workflowName());
  }

  /** The call as a JSON object; absent values are left out. */
  public static ObjectNode json(Span span) {
    var node = JsonNodeFactory.instance.objectNode();
    FIELDS.forEach(
        (name, field) -> {
          switch (field.apply(span)) {
            case null -> {}
            case BigDecimal number -> node.put(name, number);
            case Long number -> node.put(name, number);
            case Integer number -> node.put(name, number);
            case Boolean truth -> node.put(name, truth);
            case Object other -> node.put(name, other.toString());
          }
        });
    var metadata = node.putObject("metadata");
    span.tags().metadata().forEach(metadata::put);
    var attempts = node.putArray("attempts");
    for (var attempt : span.attempts()) {
      attempts
          .addObject()
          .put("provider_id", attempt.providerId())
          .put("model", attempt.upstreamModel())
          .put("start_time", attempt.start().toString())
          .put("latency", seconds(attempt.took()))
          .put("status_code", attempt.statusCode())
          .put("reason", attempt.reason());
    }
    span.result().warnings().forEach(node.withArray("warnings")::add);
    span.extra()
        .forEach(
            (name, value) -> {
              if (!node.has(name)) {
                node.set(name, value);
              }
            });
    return node;
  }

  /** Without the zeros that a table fills its column up with. */
  private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros();
  }

  private static @Nullable BigDecimal seconds(@Nullable Duration time) {
    return time == null ? null : BigDecimal.valueOf(time.toNanos() / 1_000, 6).stripTrailingZeros();
  }
}
