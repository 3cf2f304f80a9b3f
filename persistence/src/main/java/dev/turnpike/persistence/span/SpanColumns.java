package dev.turnpike.persistence.span;

import dev.turnpike.core.span.Span;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
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

  /** A column: how its value is bound, and the placeholder it is bound to. */
  private record Column(
      String name, String placeholder, int type, Function<Span, @Nullable Object> value) {}

  private static final List<Column> KEY =
      List.of(
          uuid("organization_id", s -> s.organization().value()),
          text("id", Span::id),
          time("arrival", Span::arrival));

  private static final List<Column> FACTS =
      List.of(
          text("log_method", s -> s.origin().method()),
          text("log_type", s -> s.origin().type()),
          text("environment", s -> s.origin().environment().wire()),
          uuid("key_id", s -> s.origin().keyId()),
          text("key_name", s -> s.origin().keyName()),
          text("trace_id", s -> s.place().traceId()),
          text("span_id", s -> s.place().spanId()),
          text("parent_id", s -> s.place().parentId()),
          text("span_name", s -> s.place().name()),
          text("workflow_name", s -> s.place().workflowName()),
          text("span_path", s -> s.place().path()),
          text("customer_identifier", s -> s.tags().customerIdentifier()),
          text("customer_name", s -> s.tags().customerName()),
          text("customer_email", s -> s.tags().customerEmail()),
          text("thread_identifier", s -> s.tags().threadIdentifier()),
          text("group_identifier", s -> s.tags().groupIdentifier()),
          text("session_identifier", s -> s.tags().sessionIdentifier()),
          text("custom_identifier", s -> s.tags().customIdentifier()),
          text("evaluation_identifier", s -> s.tags().evaluationIdentifier()),
          json("metadata", s -> object(s.tags().metadata())),
          json("properties", s -> object(s.tags().properties())),
          text("model", s -> s.called().model()),
          text("provider_id", s -> s.called().providerId()),
          text("upstream_model", s -> s.called().upstreamModel()),
          text("dialect", s -> s.called().dialect()),
          text("provider_dialect", s -> s.called().providerDialect()),
          column("stream", Types.BOOLEAN, s -> s.called().stream()),
          number("tokens_input", s -> s.metering().usage().input()),
          number("tokens_cache_read", s -> s.metering().usage().cacheRead()),
          number("tokens_cache_write", s -> s.metering().usage().cacheWrite()),
          number("tokens_output", s -> s.metering().usage().output()),
          number("tokens_reasoning", s -> s.metering().usage().reasoning()),
          number("tokens_audio_input", s -> s.metering().usage().audioInput()),
          number("tokens_audio_output", s -> s.metering().usage().audioOutput()),
          decimal("cost_usd", s -> s.metering().cost().usd()),
          text("cost_basis", s -> word(s.metering().cost().basis())),
          decimal("price_input", s -> s.metering().price().input()),
          decimal("price_output", s -> s.metering().price().output()),
          decimal("price_cache_read", s -> s.metering().price().cacheRead()),
          decimal("price_cache_write", s -> s.metering().price().cacheWrite()),
          time("start_time", s -> s.timing().start()),
          time("end_time", s -> s.timing().end()),
          number("latency_us", s -> micros(s.timing().latency())),
          number("ttft_us", s -> micros(s.timing().timeToFirstToken())),
          number("overhead_us", s -> micros(s.timing().overhead())),
          decimal("tokens_per_second", s -> s.timing().tokensPerSecond()),
          text("status", s -> word(s.result().status())),
          column("status_code", Types.INTEGER, s -> s.result().statusCode()),
          text("error_code", s -> s.result().errorCode()),
          text("error_message", s -> s.result().errorMessage()),
          json("warnings", s -> SpanJson.text(s.result().warnings())),
          json("attempts", s -> SpanJson.attempts(s.attempts())),
          column("body_withheld", Types.BOOLEAN, s -> s.content().withheld()),
          json("extra", s -> object(s.extra())));

  private static final List<Column> BODY =
      List.of(
          text("request", s -> s.content().request()),
          text("response", s -> s.content().response()),
          text("prompt_messages", s -> s.content().promptMessages()),
          text("completion_message", s -> s.content().completionMessage()),
          text("input", s -> s.content().input()),
          text("output", s -> s.content().output()),
          text("tools", s -> s.content().tools()));

  static final String INSERT_SPAN = insert("span", FACTS);
  static final String INSERT_BODY = insert("span_body", BODY);

  /** Names of all columns of facts, prefixed by the table's alias {@code s}. */
  public static final String SELECTED = selected("s", KEY) + ", " + selected("s", FACTS);

  /** Names of the body columns, prefixed by the alias {@code b}. */
  public static final String SELECTED_BODY = selected("b", BODY);

  static void bindSpan(PreparedStatement statement, Span span) throws SQLException {
    bind(statement, span, FACTS);
  }

  static void bindBody(PreparedStatement statement, Span span) throws SQLException {
    bind(statement, span, BODY);
  }

  private static void bind(PreparedStatement statement, Span span, List<Column> columns)
      throws SQLException {
    var index = 1;
    for (var column : KEY) {
      bind(statement, index++, column, span);
    }
    for (var column : columns) {
      bind(statement, index++, column, span);
    }
  }

  private static void bind(PreparedStatement statement, int index, Column column, Span span)
      throws SQLException {
    var value = column.value().apply(span);
    if (value == null) {
      statement.setNull(index, column.type());
    } else {
      statement.setObject(index, value, column.type());
    }
  }

  private static String insert(String table, List<Column> columns) {
    var names = names(KEY) + ", " + names(columns);
    var placeholders = placeholders(KEY) + ", " + placeholders(columns);
    return "insert into " + table + " (" + names + ") values (" + placeholders + ")";
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String placeholders(List<Column> columns) {
    return columns.stream().map(Column::placeholder).collect(Collectors.joining(", "));
  }

  private static String selected(String alias, List<Column> columns) {
    return columns.stream().map(c -> alias + "." + c.name()).collect(Collectors.joining(", "));
  }

  private static Column column(String name, int type, Function<Span, @Nullable Object> value) {
    return new Column(name, "?", type, value);
  }

  private static Column text(String name, Function<Span, @Nullable Object> value) {
    return column(name, Types.VARCHAR, value);
  }

  private static Column number(String name, Function<Span, @Nullable Object> value) {
    return column(name, Types.BIGINT, value);
  }

  private static Column decimal(String name, Function<Span, @Nullable Object> value) {
    return column(name, Types.NUMERIC, value);
  }

  private static Column uuid(String name, Function<Span, @Nullable Object> value) {
    return column(name, Types.OTHER, value);
  }

  private static Column json(String name, Function<Span, @Nullable Object> value) {
    return new Column(name, "?::jsonb", Types.VARCHAR, value);
  }

  private static Column time(String name, Function<Span, Instant> value) {
    return column(name, Types.TIMESTAMP_WITH_TIMEZONE, s -> at(value.apply(s)));
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
