package dev.turnpike.persistence.span;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.Price;
import dev.turnpike.core.usage.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns rows that were selected by {@link SpanColumns#SELECTED} back into spans. */
public final class SpanRows {
  private SpanRows() {}

  /** The span of the present row, without bodies. */
  public static Span span(ResultSet row) throws SQLException {
    var withheld = row.getBoolean("body_withheld");
    return new Span(
        row.getString("id"),
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        instant(row, "arrival"),
        origin(row),
        place(row),
        tags(row),
        called(row),
        metering(row),
        timing(row),
        result(row),
        SpanJson.attempts(row.getString("attempts")),
        withheld ? Span.Content.WITHHELD : Span.Content.NONE,
        SpanJson.nodes(row.getString("extra")));
  }

  /** The bodies of the present row; the columns of a missing body row are null. */
  public static Span.Content content(ResultSet row) throws SQLException {
    return new Span.Content(
        row.getString("request"),
        row.getString("response"),
        row.getString("prompt_messages"),
        row.getString("completion_message"),
        row.getString("input"),
        row.getString("output"),
        row.getString("tools"),
        row.getBoolean("body_withheld"));
  }

  private static Span.Origin origin(ResultSet row) throws SQLException {
    return new Span.Origin(
        row.getString("log_method"),
        row.getString("log_type"),
        row.getObject("key_id", UUID.class),
        row.getString("key_name"),
        Environment.valueOf(row.getString("environment").toUpperCase(Locale.ROOT)),
        null);
  }

  private static Span.Place place(ResultSet row) throws SQLException {
    return new Span.Place(
        row.getString("trace_id"),
        row.getString("span_id"),
        row.getString("parent_id"),
        row.getString("span_name"),
        row.getString("workflow_name"),
        row.getString("span_path"));
  }

  private static Span.Tags tags(ResultSet row) throws SQLException {
    return new Span.Tags(
        row.getString("customer_identifier"),
        row.getString("customer_name"),
        row.getString("customer_email"),
        row.getString("thread_identifier"),
        row.getString("group_identifier"),
        row.getString("session_identifier"),
        row.getString("custom_identifier"),
        row.getString("evaluation_identifier"),
        SpanJson.strings(row.getString("metadata")),
        SpanJson.nodes(row.getString("properties")));
  }

  private static Span.Called called(ResultSet row) throws SQLException {
    return new Span.Called(
        row.getString("model"),
        row.getString("provider_id"),
        row.getString("upstream_model"),
        row.getString("dialect"),
        row.getString("provider_dialect"),
        row.getBoolean("stream"));
  }

  private static Span.Metering metering(ResultSet row) throws SQLException {
    var usage =
        new Usage(
            row.getLong("tokens_input"),
            row.getLong("tokens_cache_read"),
            row.getLong("tokens_cache_write"),
            row.getLong("tokens_output"),
            row.getLong("tokens_reasoning"),
            row.getLong("tokens_audio_input"),
            row.getLong("tokens_audio_output"));
    var basis = Cost.Basis.valueOf(row.getString("cost_basis").toUpperCase(Locale.ROOT));
    var price =
        new Price(
            row.getBigDecimal("price_input"),
            row.getBigDecimal("price_output"),
            row.getBigDecimal("price_cache_read"),
            row.getBigDecimal("price_cache_write"));
    return new Span.Metering(usage, new Cost(row.getBigDecimal("cost_usd"), basis), price);
  }

  private static Span.Timing timing(ResultSet row) throws SQLException {
    return new Span.Timing(
        instant(row, "start_time"),
        instant(row, "end_time"),
        Duration.ofNanos(row.getLong("latency_us") * 1_000),
        duration(row, "ttft_us"),
        duration(row, "overhead_us"),
        row.getBigDecimal("tokens_per_second"));
  }

  private static Span.Result result(ResultSet row) throws SQLException {
    return new Span.Result(
        Span.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getInt("status_code"),
        row.getString("error_code"),
        row.getString("error_message"),
        SpanJson.list(row.getString("warnings")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
    var micros = row.getObject(column, Long.class);
    return micros == null ? null : Duration.ofNanos(micros * 1_000);
  }
}
