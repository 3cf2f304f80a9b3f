package dev.turnpike.persistence.trace;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.trace.Trace;
import dev.turnpike.persistence.span.SpanJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

/** Rows of {@code trace} as values. */
final class TraceRows {
  private TraceRows() {}

  static Trace trace(ResultSet row) throws SQLException {
    return new Trace(
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        environment(row),
        row.getString("trace_id"),
        labels(row),
        totals(row),
        instant(row, "start_time"),
        instant(row, "end_time"),
        instant(row, "last_arrival"),
        row.getBoolean("is_shared"),
        new Trace.Excerpt(row.getString("input"), row.getString("output")));
  }

  private static Trace.Labels labels(ResultSet row) throws SQLException {
    return new Trace.Labels(
        row.getString("root_span_id"),
        row.getString("root_id"),
        row.getString("name"),
        row.getString("customer_identifier"),
        row.getString("group_identifier"),
        row.getString("session_identifier"),
        row.getString("thread_identifier"),
        row.getObject("key_id", UUID.class),
        row.getString("model"),
        SpanJson.strings(row.getString("metadata")));
  }

  static Trace.Totals totals(ResultSet row) throws SQLException {
    return new Trace.Totals(
        row.getLong("spans"),
        row.getLong("model_calls"),
        row.getLong("errors"),
        row.getLong("prompt_tokens"),
        row.getLong("completion_tokens"),
        row.getBigDecimal("cost_usd"));
  }

  static Environment environment(ResultSet row) throws SQLException {
    return Environment.valueOf(row.getString("environment").toUpperCase(Locale.ROOT));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
