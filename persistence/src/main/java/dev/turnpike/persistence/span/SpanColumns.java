package dev.turnpike.persistence.span;

import dev.turnpike.core.span.Span;
import dev.turnpike.persistence.bulk.CopyRows;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the tables {@code span} and {@code span_body}, each with the value a span gives
 * it.
 */
public final class SpanColumns {
  private SpanColumns() {}

  /** A column and its value, whose text is what the server reads. */
  private record Column(String name, Function<Span, @Nullable Object> value) {}

  private static final List<Column> KEY =
      List.of(
          column("organization_id", s -> s.organization().value()),
          column("id", Span::id),
          column("arrival", s -> at(s.arrival())));

  private static final List<Column> FACTS =
      List.of(
          column("log_method", s -> s.origin().method()),
          column("log_type", s -> s.origin().type()),
          column("environment", s -> s.origin().environment().wire()),
          column("key_id", s -> s.origin().keyId()),
          column("key_name", s -> s.origin().keyName()),
          column("trace_id", s -> s.place().traceId()),
          column("span_id", s -> s.place().spanId()),
          column("parent_id", s -> s.place().parentId()),
          column("span_name", s -> s.place().name()),
          column("workflow_name", s -> s.place().workflowName()),
          column("span_path", s -> s.place().path()),
          column("customer_identifier", s -> s.tags().customerIdentifier()),
          column("customer_name", s -> s.tags().customerName()),
          column("customer_email", s -> s.tags().customerEmail()),
          column("thread_identifier", s -> s.tags().threadIdentifier()),
          column("group_identifier", s -> s.tags().groupIdentifier()),
          column("session_identifier", s -> s.tags().sessionIdentifier()),
          column("custom_identifier", s -> s.tags().customIdentifier()),
          column("evaluation_identifier", s -> s.tags().evaluationIdentifier()),
          column("metadata", s -> object(s.tags().metadata())),
          column("properties", s -> object(s.tags().properties())),
          column("model", s -> s.called().model()),
          column("provider_id", s -> s.called().providerId()),
          column("upstream_model", s -> s.called().upstreamModel()),
          column("dialect", s -> s.called().dialect()),
          column("provider_dialect", s -> s.called().providerDialect()),
          column("stream", s -> s.called().stream()),
          column("tokens_input", s -> s.metering().usage().input()),
          column("tokens_cache_read", s -> s.metering().usage().cacheRead()),
          column("tokens_cache_write", s -> s.metering().usage().cacheWrite()),
          column("tokens_output", s -> s.metering().usage().output()),
          column("tokens_reasoning", s -> s.metering().usage().reasoning()),
          column("tokens_audio_input", s -> s.metering().usage().audioInput()),
          column("tokens_audio_output", s -> s.metering().usage().audioOutput()),
          column("cost_usd", s -> s.metering().cost().usd()),
          column("cost_basis", s -> word(s.metering().cost().basis())),
          column("price_input", s -> s.metering().price().input()),
          column("price_output", s -> s.metering().price().output()),
          column("price_cache_read", s -> s.metering().price().cacheRead()),
          column("price_cache_write", s -> s.metering().price().cacheWrite()),
          column("start_time", s -> at(s.timing().start())),
          column("end_time", s -> at(s.timing().end())),
          column("latency_us", s -> micros(s.timing().latency())),
          column("ttft_us", s -> micros(s.timing().timeToFirstToken())),
          column("overhead_us", s -> micros(s.timing().overhead())),
          column("tokens_per_second", s -> s.timing().tokensPerSecond()),
          column("status", s -> word(s.result().status())),
          column("status_code", s -> s.result().statusCode()),
          column("error_code", s -> s.result().errorCode()),
          column("error_message", s -> s.result().errorMessage()),
          column("warnings", s -> SpanJson.text(s.result().warnings())),
          column("attempts", s -> SpanJson.attempts(s.attempts())),
          column("body_withheld", s -> s.content().withheld()),
          column("extra", s -> object(s.extra())));

  private static final List<Column> BODY =
      List.of(
          column("request", s -> s.content().request()),
          column("response", s -> s.content().response()),
          column("prompt_messages", s -> s.content().promptMessages()),
          column("completion_message", s -> s.content().completionMessage()),
          column("input", s -> s.content().input()),
          column("output", s -> s.content().output()),
          column("tools", s -> s.content().tools()));

  /** What {@link #appendSpan} appends. */
  static final String SPAN = target("span", FACTS);

  /** What {@link #appendBody} appends. */
  static final String BODIES = target("span_body", BODY);

  /** Names of all columns of facts, prefixed by the table's alias {@code s}. */
  public static final String SELECTED = selected("s", KEY) + ", " + selected("s", FACTS);

  /** Names of the body columns, prefixed by the alias {@code b}. */
  public static final String SELECTED_BODY = selected("b", BODY);

  static void appendSpan(CopyRows rows, Span span) throws SQLException {
    append(rows, span, FACTS);
  }

  static void appendBody(CopyRows rows, Span span) throws SQLException {
    append(rows, span, BODY);
  }

  private static void append(CopyRows rows, Span span, List<Column> columns) throws SQLException {
    for (var column : KEY) {
      rows.add(column.value().apply(span));
    }
    for (var column : columns) {
      rows.add(column.value().apply(span));
    }
    rows.end();
  }

  private static String target(String table, List<Column> columns) {
    return table + " (" + names(KEY) + ", " + names(columns) + ")";
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String selected(String alias, List<Column> columns) {
    return columns.stream().map(c -> alias + "." + c.name()).collect(Collectors.joining(", "));
  }

  private static Column column(String name, Function<Span, @Nullable Object> value) {
    return new Column(name, value);
  }

  public static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String object(java.util.Map<String, ?> members) {
    return members.isEmpty() ? "{}" : SpanJson.text(members);
  }

  private static @Nullable Long micros(@Nullable Duration duration) {
    return duration == null ? null : Math.floorDiv(duration.toNanos(), 1_000L);
  }
}
