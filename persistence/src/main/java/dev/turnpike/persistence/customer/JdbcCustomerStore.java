package dev.turnpike.persistence.customer;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.customer.Customer;
import dev.turnpike.core.customer.CustomerField;
import dev.turnpike.core.customer.CustomerQuery;
import dev.turnpike.core.customer.CustomerStore;
import dev.turnpike.persistence.span.Comparison;
import dev.turnpike.persistence.span.SpanSql;
import dev.turnpike.persistence.span.SpanTransactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Customers in PostgreSQL. Thread-safe. */
@Singleton
public final class JdbcCustomerStore implements CustomerStore {
  private static final String ACTIVE_DAYS =
      """
      (select count(*) from customer_day d where d.organization_id = c.organization_id
        and d.environment = c.environment and d.customer_identifier = c.customer_identifier)\
      """;

  private static final String SELECT =
      "select c.*, " + ACTIVE_DAYS + " as active_days from customer c where c.organization_id = ?";

  private static final String DELETE =
      """
      delete from customer
      where organization_id = ? and environment = ? and customer_identifier = ?
      """;

  private static final String DELETE_DAYS =
      """
      delete from customer_day
      where organization_id = ? and environment = ? and customer_identifier = ?
      """;

  private static final int MOST_ROWS = 10_000;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final SpanTransactions transactions;

  public JdbcCustomerStore(DataSource database) {
    this.transactions = new SpanTransactions(database);
  }

  @Override
  public List<Customer> find(CustomerQuery query, Instant now) {
    var text = new SpanSql.Text().add(SELECT, query.organization().value());
    var environment = query.environment();
    if (environment != null) {
      text.add(" and c.environment = ?", environment.wire());
    }
    for (var condition : query.conditions()) {
      var field =
          CustomerField.find(condition.field())
              .orElseThrow(
                  () -> new IllegalArgumentException("unknown user field: " + condition.field()));
      text.add(" and ");
      Comparison.append(text, expression(field), List.of(), field.kind(), condition);
    }
    text.add(" order by " + expression(query.sort()) + (query.descending() ? " desc" : ""))
        .add(" nulls last, c.customer_identifier, c.environment")
        .add(" limit ? offset ?", Math.min(query.limit(), MOST_ROWS), query.offset());
    return transactions.read(LONGEST, connection -> read(connection, text, now));
  }

  @Override
  public Optional<Customer> find(
      OrganizationId organization, Environment environment, String identifier, Instant now) {
    var text =
        new SpanSql.Text()
            .add(SELECT, organization.value())
            .add(" and c.environment = ?", environment.wire())
            .add(" and c.customer_identifier = ? limit 1", identifier);
    return transactions.read(LONGEST, connection -> read(connection, text, now)).stream()
        .findFirst();
  }

  private static List<Customer> read(Connection connection, SpanSql.Text text, Instant now)
      throws SQLException {
    var customers = new ArrayList<Customer>();
    try (var statement = text.prepare(connection);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        customers.add(CustomerRows.customer(rows));
      }
    }
    var usage = new PeriodUsage(connection, now);
    for (var i = 0; i < customers.size(); i++) {
      customers.set(i, usage.fillIn(customers.get(i)));
    }
    return customers;
  }

  private static String expression(CustomerField field) {
    return switch (field) {
      case IDENTIFIER -> "c.customer_identifier";
      case NAME -> "c.name";
      case EMAIL -> "c.email";
      case ENVIRONMENT -> "c.environment";
      case FIRST_SEEN -> "c.first_seen";
      case LAST_SEEN -> "c.last_seen";
      case ACTIVE_DAYS -> ACTIVE_DAYS;
      case REQUESTS -> "c.requests";
      case ERRORS -> "c.errors";
      case COST -> "c.cost_usd";
      case TOKENS -> "(c.prompt_tokens + c.completion_tokens)";
      case PROMPT_TOKENS -> "c.prompt_tokens";
      case COMPLETION_TOKENS -> "c.completion_tokens";
      case AVERAGE_LATENCY -> "(c.latency_us / 1000000.0 / nullif(c.latencies, 0))";
      case AVERAGE_TTFT -> "(c.ttft_us / 1000000.0 / nullif(c.ttfts, 0))";
      case TOTAL_BUDGET -> "c.total_budget_usd";
      case PERIOD_BUDGET -> "c.period_budget_usd";
    };
  }

  @Override
  public boolean change(
      OrganizationId organization, Environment environment, String identifier, Profile profile) {
    return transactions.run(
        LONGEST,
        connection -> {
          try (var statement = connection.prepareStatement(CustomerRows.CHANGE)) {
            CustomerRows.bind(statement, profile);
            statement.setObject(11, organization.value());
            statement.setString(12, environment.wire());
            statement.setString(13, identifier);
            return statement.executeUpdate() > 0;
          }
        });
  }

  @Override
  public boolean delete(OrganizationId organization, Environment environment, String identifier) {
    var days =
        new SpanSql.Text().add(DELETE_DAYS, organization.value(), environment.wire(), identifier);
    var row = new SpanSql.Text().add(DELETE, organization.value(), environment.wire(), identifier);
    return transactions.run(
        LONGEST,
        connection -> {
          try (var deleteDays = days.prepare(connection);
              var delete = row.prepare(connection)) {
            deleteDays.executeUpdate();
            return delete.executeUpdate() > 0;
          }
        });
  }
}
