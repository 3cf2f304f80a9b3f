package dev.turnpike.persistence.customer;

import dev.turnpike.core.customer.Customer;
import dev.turnpike.core.customer.CustomerBudget.Period;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** What customers cost within the present period of their budgets. */
final class PeriodUsage {
  // Whole days by the primary key; a first day that is none by span_by_customer.
  private static final String COST =
      """
      select coalesce((select sum(d.cost_usd) from customer_day d
          where d.organization_id = ? and d.environment = ? and d.customer_identifier = ?
            and d.day >= (? at time zone 'UTC')::date and d.day <= (? at time zone 'UTC')::date), 0)
        + coalesce((select sum(s.cost_usd) from span s
          where s.organization_id = ? and s.environment = ? and s.customer_identifier = ?
            and s.arrival >= ? and s.arrival < ?), 0)
      """;

  private final Connection connection;
  private final Instant now;

  PeriodUsage(Connection connection, Instant now) {
    this.connection = connection;
    this.now = now;
  }

  Customer fillIn(Customer customer) throws SQLException {
    var period = customer.budget().period(now);
    if (period.isEmpty()) {
      return customer;
    }
    var use = customer.use();
    return new Customer(
        customer.organization(),
        customer.environment(),
        customer.identifier(),
        customer.name(),
        customer.email(),
        customer.metadata(),
        customer.budget(),
        new Customer.Use(
            use.firstSeen(),
            use.lastSeen(),
            use.activeDays(),
            use.requests(),
            use.errors(),
            use.promptTokens(),
            use.completionTokens(),
            use.costUsd(),
            cost(customer, period.get()),
            use.averageLatency(),
            use.averageTimeToFirstToken()),
        customer.updatedAt());
  }

  private BigDecimal cost(Customer customer, Period period) throws SQLException {
    var from = period.from().atOffset(ZoneOffset.UTC);
    var midnight = from.truncatedTo(ChronoUnit.DAYS);
    var firstWhole = from.equals(midnight) ? from : midnight.plusDays(1);
    var to = period.to().orElse(now).minusNanos(1_000).atOffset(ZoneOffset.UTC);
    try (var statement = connection.prepareStatement(COST)) {
      for (var first : new int[] {1, 6}) {
        statement.setObject(first, customer.organization().value());
        statement.setString(first + 1, customer.environment().wire());
        statement.setString(first + 2, customer.identifier());
      }
      statement.setObject(4, firstWhole);
      statement.setObject(5, to);
      statement.setObject(9, from);
      statement.setObject(10, firstWhole);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getBigDecimal(1);
      }
    }
  }
}
