package dev.turnpike.persistence.sum;

import dev.turnpike.core.span.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table {@code trace}: one row grows with each new span of a trace, in whichever order. */
public final class TraceSums {
  private static final String INSERT =
      """
      insert into trace as t (organization_id, environment, trace_id, first_arrival, last_arrival,
        start_time, end_time, spans, model_calls, errors, prompt_tokens, completion_tokens, cost_usd,
        root_id, root_arrival, root_start, root_span_id, name, customer_identifier,
        group_identifier, session_identifier, thread_identifier, key_id, model, metadata)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict (organization_id, environment, trace_id) do update set
      """;

  // A root that began before the one we know takes its place, and so do its words.
  private static final String GROW =
      INSERT
          + """
            first_arrival = least(t.first_arrival, excluded.first_arrival),
            last_arrival = greatest(t.last_arrival, excluded.last_arrival),
            start_time = least(t.start_time, excluded.start_time),
            end_time = greatest(t.end_time, excluded.end_time),
            spans = t.spans + excluded.spans,
            model_calls = t.model_calls + excluded.model_calls,
            errors = t.errors + excluded.errors,
            prompt_tokens = t.prompt_tokens + excluded.prompt_tokens,
            completion_tokens = t.completion_tokens + excluded.completion_tokens,
            cost_usd = t.cost_usd + excluded.cost_usd,
            root_id = case when %1$s then excluded.root_id else t.root_id end,
            root_arrival = case when %1$s then excluded.root_arrival else t.root_arrival end,
            root_start = case when %1$s then excluded.root_start else t.root_start end,
            root_span_id = case when %1$s then excluded.root_span_id else t.root_span_id end,
            metadata = case when %1$s then excluded.metadata else t.metadata end,
            name = %2$s,
            customer_identifier = %3$s,
            group_identifier = %4$s,
            session_identifier = %5$s,
            thread_identifier = %6$s,
            key_id = coalesce(t.key_id, excluded.key_id),
            model = coalesce(t.model, excluded.model)
          """
              .formatted(
                  "excluded.root_start < coalesce(t.root_start, 'infinity')",
                  label("name"),
                  label("customer_identifier"),
                  label("group_identifier"),
                  label("session_identifier"),
                  label("thread_identifier"));

  private static final String REPLACE =
      INSERT
          + """
            first_arrival = excluded.first_arrival, last_arrival = excluded.last_arrival,
            start_time = excluded.start_time, end_time = excluded.end_time,
            spans = excluded.spans, model_calls = excluded.model_calls,
            errors = excluded.errors, prompt_tokens = excluded.prompt_tokens,
            completion_tokens = excluded.completion_tokens, cost_usd = excluded.cost_usd,
            root_id = excluded.root_id, root_arrival = excluded.root_arrival,
            root_start = excluded.root_start, root_span_id = excluded.root_span_id,
            name = excluded.name, customer_identifier = excluded.customer_identifier,
            group_identifier = excluded.group_identifier,
            session_identifier = excluded.session_identifier,
            thread_identifier = excluded.thread_identifier, key_id = excluded.key_id,
            model = excluded.model, metadata = excluded.metadata
          """;

  private static final String LOCK =
      """
      select 1 from trace where organization_id = ? and environment = ? and trace_id = ? for update
      """;

  private static final String DELETE =
      "delete from trace where organization_id = ? and environment = ? and trace_id = ?";

  private TraceSums() {}

  private static String label(String column) {
    return """
    case when excluded.root_start < coalesce(t.root_start, 'infinity')
      then coalesce(excluded.%1$s, t.%1$s) else coalesce(t.%1$s, excluded.%1$s) end\
    """
        .formatted(column);
  }

  /** Adds spans that are new. */
  public static void move(Connection connection, List<Span> fresh) throws SQLException {
    var sums = new TreeMap<TraceKey, TraceSum>();
    for (var span : fresh) {
      TraceKey.of(span).ifPresent(key -> sums.computeIfAbsent(key, k -> new TraceSum()).add(span));
    }
    write(connection, GROW, sums);
  }

  /**
   * Holds the row until the transaction ends, so that no span joins the trace while it is counted
   * anew. A trace without a row gets none here.
   */
  public static void lock(Connection connection, TraceKey key) throws SQLException {
    try (var statement = connection.prepareStatement(LOCK)) {
      bind(statement, key);
      statement.executeQuery().close();
    }
  }

  /** Puts a trace that was counted anew in the place of what was known; one of no spans goes. */
  public static void replace(Connection connection, TraceKey key, TraceSum sum)
      throws SQLException {
    if (!sum.isEmpty()) {
      write(connection, REPLACE, Map.of(key, sum));
      return;
    }
    try (var statement = connection.prepareStatement(DELETE)) {
      bind(statement, key);
      statement.executeUpdate();
    }
  }

  private static void write(Connection connection, String sql, Map<TraceKey, TraceSum> sums)
      throws SQLException {
    if (sums.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      for (var entry : sums.entrySet()) {
        bind(statement, entry.getKey());
        entry.getValue().bind(statement, 4);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, TraceKey key) throws SQLException {
    statement.setObject(1, key.organization());
    statement.setString(2, key.environment());
    statement.setString(3, key.traceId());
  }
}
