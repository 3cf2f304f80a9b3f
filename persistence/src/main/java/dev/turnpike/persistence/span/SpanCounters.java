package dev.turnpike.persistence.span;

import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counters of keys and customers, moved by the newly stored spans of a batch. Rows are touched in
 * one order everywhere, so that replicas do not deadlock.
 */
final class SpanCounters {
  private static final String MOVE_KEY =
      """
      insert into key_counter as c (organization_id, key_id, calls, spent_usd, last_used_at)
      values (?, ?, ?, ?, ?)
      on conflict (organization_id, key_id) do update set
        calls = c.calls + excluded.calls,
        spent_usd = c.spent_usd + excluded.spent_usd,
        last_used_at = greatest(c.last_used_at, excluded.last_used_at)
      """;

  // Name and e-mail of the first log that told them stay; a person may correct them later.
  private static final String MOVE_CUSTOMER =
      """
      insert into customer as c (organization_id, environment, customer_identifier, name, email,
        first_seen, last_seen, requests, prompt_tokens, completion_tokens, cost_usd, errors)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (organization_id, environment, customer_identifier) do update set
        name = coalesce(c.name, excluded.name),
        email = coalesce(c.email, excluded.email),
        first_seen = least(c.first_seen, excluded.first_seen),
        last_seen = greatest(c.last_seen, excluded.last_seen),
        requests = c.requests + excluded.requests,
        prompt_tokens = c.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = c.completion_tokens + excluded.completion_tokens,
        cost_usd = c.cost_usd + excluded.cost_usd,
        errors = c.errors + excluded.errors
      """;

  private SpanCounters() {}

  static void move(Connection connection, List<Span> fresh) throws SQLException {
    var keys = new TreeMap<KeyRow, Sum>(KeyRow.ORDER);
    var customers = new TreeMap<CustomerRow, Sum>(CustomerRow.ORDER);
    for (var span : fresh) {
      var keyId = span.origin().keyId();
      if (keyId != null) {
        var row = new KeyRow(span.organization().value(), keyId);
        keys.computeIfAbsent(row, r -> new Sum()).add(span, isGatewayCall(span));
      }
      var customer = span.tags().customerIdentifier();
      if (customer != null && !customer.isEmpty()) {
        var row =
            new CustomerRow(
                span.organization().value(), span.origin().environment().wire(), customer);
        customers.computeIfAbsent(row, r -> new Sum()).add(span, true);
      }
    }
    moveKeys(connection, keys);
    moveCustomers(connection, customers);
  }

  private static boolean isGatewayCall(Span span) {
    return span.origin().method().equals("inference");
  }

  private static void moveKeys(Connection connection, Map<KeyRow, Sum> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(MOVE_KEY)) {
      for (var entry : keys.entrySet()) {
        var sum = entry.getValue();
        statement.setObject(1, entry.getKey().organization());
        statement.setObject(2, entry.getKey().key());
        statement.setLong(3, sum.requests);
        statement.setBigDecimal(4, sum.cost);
        statement.setObject(5, SpanColumns.at(sum.last));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void moveCustomers(Connection connection, Map<CustomerRow, Sum> customers)
      throws SQLException {
    if (customers.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(MOVE_CUSTOMER)) {
      for (var entry : customers.entrySet()) {
        bind(statement, entry.getKey(), entry.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, CustomerRow row, Sum sum)
      throws SQLException {
    statement.setObject(1, row.organization());
    statement.setString(2, row.environment());
    statement.setString(3, row.identifier());
    statement.setString(4, sum.name);
    statement.setString(5, sum.email);
    statement.setObject(6, SpanColumns.at(sum.first));
    statement.setObject(7, SpanColumns.at(sum.last));
    statement.setLong(8, sum.requests);
    statement.setLong(9, sum.promptTokens);
    statement.setLong(10, sum.completionTokens);
    statement.setBigDecimal(11, sum.cost);
    statement.setLong(12, sum.errors);
  }

  private record KeyRow(UUID organization, UUID key) {
    static final Comparator<KeyRow> ORDER =
        Comparator.comparing(KeyRow::organization).thenComparing(KeyRow::key);
  }

  private record CustomerRow(UUID organization, String environment, String identifier) {
    static final Comparator<CustomerRow> ORDER =
        Comparator.comparing(CustomerRow::organization)
            .thenComparing(CustomerRow::environment)
            .thenComparing(CustomerRow::identifier);
  }

  /** What the spans of one row add up to. */
  private static final class Sum {
    private long requests;
    private long promptTokens;
    private long completionTokens;
    private long errors;
    private BigDecimal cost = BigDecimal.ZERO;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private @Nullable String name;
    private @Nullable String email;

    void add(Span span, boolean counted) {
      first = span.arrival().isBefore(first) ? span.arrival() : first;
      last = span.arrival().isAfter(last) ? span.arrival() : last;
      name = name == null ? span.tags().customerName() : name;
      email = email == null ? span.tags().customerEmail() : email;
      if (counted) {
        var usage = span.metering().usage();
        requests++;
        promptTokens += usage.prompt();
        completionTokens += usage.completion();
        errors += span.result().status() == Span.Status.FAILED ? 1 : 0;
        cost = cost.add(Optional.ofNullable(span.metering().cost().usd()).orElse(BigDecimal.ZERO));
      }
    }
  }
}
