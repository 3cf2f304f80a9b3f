package dev.turnpike.persistence.customer;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.customer.Customer;
import dev.turnpike.core.customer.CustomerBudget;
import dev.turnpike.core.customer.CustomerStore.Profile;
import dev.turnpike.persistence.span.SpanJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code customer} as values, and back. */
final class CustomerRows {
  static final String CHANGE =
      """
      update customer set name = ?, email = ?, metadata = ?::jsonb, total_budget_usd = ?,
        period_budget_usd = ?, budget_duration = ?, period_start = ?, period_end = ?,
        markup_percent = ?, updated_at = ?
      where organization_id = ? and environment = ? and customer_identifier = ?
      """;

  private CustomerRows() {}

  /** With all its cost as the cost of its period. */
  static Customer customer(ResultSet row) throws SQLException {
    return new Customer(
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        Environment.valueOf(row.getString("environment").toUpperCase(Locale.ROOT)),
        row.getString("customer_identifier"),
        row.getString("name"),
        row.getString("email"),
        SpanJson.strings(row.getString("metadata")),
        budget(row),
        new Customer.Use(
            Objects.requireNonNull(instant(row, "first_seen")),
            Objects.requireNonNull(instant(row, "last_seen")),
            row.getLong("active_days"),
            row.getLong("requests"),
            row.getLong("errors"),
            row.getLong("prompt_tokens"),
            row.getLong("completion_tokens"),
            row.getBigDecimal("cost_usd"),
            row.getBigDecimal("cost_usd"),
            average(row.getLong("latency_us"), row.getLong("latencies")),
            average(row.getLong("ttft_us"), row.getLong("ttfts"))),
        instant(row, "updated_at"));
  }

  private static CustomerBudget budget(ResultSet row) throws SQLException {
    var duration = row.getString("budget_duration");
    return new CustomerBudget(
        row.getBigDecimal("total_budget_usd"),
        row.getBigDecimal("period_budget_usd"),
        duration == null
            ? null
            : CustomerBudget.Duration.valueOf(duration.toUpperCase(Locale.ROOT)),
        instant(row, "period_start"),
        instant(row, "period_end"),
        row.getBigDecimal("markup_percent"));
  }

  private static @Nullable Duration average(long micros, long count) {
    return count == 0 ? null : Duration.ofNanos(micros * 1_000 / count);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** The first ten placeholders of {@link #CHANGE}. */
  static void bind(PreparedStatement statement, Profile profile) throws SQLException {
    var budget = profile.budget();
    var duration = budget.duration();
    statement.setString(1, profile.name());
    statement.setString(2, profile.email());
    statement.setString(3, SpanJson.text(profile.metadata()));
    statement.setBigDecimal(4, budget.totalUsd());
    statement.setBigDecimal(5, budget.periodUsd());
    statement.setString(6, duration == null ? null : duration.wire());
    time(statement, 7, budget.start());
    time(statement, 8, budget.end());
    statement.setBigDecimal(9, budget.markupPercent());
    time(statement, 10, profile.updatedAt());
  }

  private static void time(PreparedStatement statement, int index, @Nullable Instant instant)
      throws SQLException {
    statement.setObject(
        index,
        instant == null ? null : instant.atOffset(ZoneOffset.UTC),
        Types.TIMESTAMP_WITH_TIMEZONE);
  }
}
