package dev.turnpike.persistence.trace;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.SpanField.Kind;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.trace.ThreadQuery;
import dev.turnpike.core.trace.ThreadStore;
import dev.turnpike.core.trace.ThreadSummary;
import dev.turnpike.persistence.span.Comparison;
import dev.turnpike.persistence.span.SpanColumns;
import dev.turnpike.persistence.span.SpanSql;
import dev.turnpike.persistence.span.SpanTransactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Conversations in PostgreSQL. Thread-safe. */
@Singleton
public final class JdbcThreadStore implements ThreadStore {
  // Newest first by thread_newest.
  private static final String SELECT = "select h.* from thread h where h.organization_id = ?";

  // By span_by_thread.
  private static final String ANY_CALL =
      """
      exists (select 1 from span s where s.organization_id = h.organization_id
        and s.environment = h.environment and s.thread_identifier = h.thread_identifier
        and s.arrival between h.first_arrival and h.last_arrival and
      """;

  private static final Map<String, String> EXPRESSIONS =
      Map.of(
          "thread_identifier", "h.thread_identifier",
          "customer_identifier", "h.customer_identifier",
          "environment", "h.environment",
          "log_count", "h.logs",
          "error_count", "h.errors",
          "total_cost", "h.cost_usd",
          "total_tokens", "(h.prompt_tokens + h.completion_tokens)");

  private static final int MOST_ROWS = 10_000;
  private static final Duration LONGEST_READ = Duration.ofSeconds(20);

  private final SpanTransactions transactions;

  public JdbcThreadStore(DataSource database) {
    this.transactions = new SpanTransactions(database);
  }

  @Override
  public List<ThreadSummary> find(ThreadQuery query) {
    var text = new SpanSql.Text().add(SELECT, query.organization().value());
    var environment = query.environment();
    if (environment != null) {
      text.add(" and h.environment = ?", environment.wire());
    }
    var from = query.from();
    if (from != null) {
      text.add(" and h.last_arrival >= ?", SpanColumns.at(from));
    }
    var to = query.to();
    if (to != null) {
      text.add(" and h.last_arrival < ?", SpanColumns.at(to));
    }
    var before = query.before();
    if (before != null) {
      text.add(
          " and (h.last_arrival, h.thread_identifier) < (?, ?)",
          SpanColumns.at(before.lastArrival()),
          before.identifier());
    }
    query.conditions().forEach(condition -> append(text, condition));
    text.add(
        " order by h.last_arrival desc, h.thread_identifier desc limit ? offset ?",
        Math.min(query.limit(), MOST_ROWS),
        query.offset());
    return transactions.read(
        LONGEST_READ,
        connection -> {
          try (var statement = text.prepare(connection);
              var rows = statement.executeQuery()) {
            var threads = new ArrayList<ThreadSummary>();
            while (rows.next()) {
              threads.add(thread(rows));
            }
            return threads;
          }
        });
  }

  private static void append(SpanSql.Text text, Condition condition) {
    text.add(" and ");
    if (condition.field().equals("organization_key_id")) {
      text.add(ANY_CALL);
      Comparison.append(text, "s.key_id::text", List.of(), Kind.TEXT, condition);
      text.add(")");
      return;
    }
    var expression = EXPRESSIONS.get(condition.field());
    if (expression == null) {
      throw new IllegalArgumentException("unknown thread field: " + condition.field());
    }
    var kind = ThreadQuery.FILTERS.kind(condition.field()).orElse(Kind.TEXT);
    Comparison.append(text, expression, List.of(), kind, condition);
  }

  private static ThreadSummary thread(ResultSet row) throws SQLException {
    return new ThreadSummary(
        new OrganizationId(row.getObject("organization_id", UUID.class)),
        TraceRows.environment(row),
        row.getString("thread_identifier"),
        row.getString("customer_identifier"),
        row.getString("model"),
        row.getLong("logs"),
        row.getLong("errors"),
        row.getLong("prompt_tokens"),
        row.getLong("completion_tokens"),
        row.getBigDecimal("cost_usd"),
        TraceRows.instant(row, "first_arrival"),
        TraceRows.instant(row, "last_arrival"));
  }
}
