package dev.turnpike.persistence.trace;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.trace.Trace;
import dev.turnpike.core.trace.TraceField;
import dev.turnpike.core.trace.TraceQuery;
import dev.turnpike.core.trace.TraceStore;
import dev.turnpike.core.trace.TraceSummary;
import dev.turnpike.persistence.span.SpanColumns;
import dev.turnpike.persistence.span.SpanRows;
import dev.turnpike.persistence.span.SpanSql;
import dev.turnpike.persistence.span.SpanTransactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Traces in PostgreSQL. Thread-safe. */
@Singleton
public final class JdbcTraceStore implements TraceStore {
  // The root's bodies by span_body's primary key; only their beginnings leave the database.
  private static final String SELECT =
      """
      select t.*, left(coalesce(b.input, b.prompt_messages), 2000) as input,
        left(coalesce(b.output, b.completion_message), 2000) as output,
        exists (select 1 from shared_trace p where p.organization_id = t.organization_id
          and p.trace_id = t.trace_id and p.environment = t.environment) as is_shared
      from trace t left join span_body b on b.organization_id = t.organization_id
        and b.arrival = t.root_arrival and b.id = t.root_id
      """;

  private static final String SUMMARY =
      """
      select count(*) as traces, coalesce(sum(t.spans), 0)::bigint as spans,
        coalesce(sum(t.model_calls), 0)::bigint as model_calls,
        coalesce(sum(t.errors), 0)::bigint as errors,
        coalesce(sum(t.prompt_tokens), 0)::bigint as prompt_tokens,
        coalesce(sum(t.completion_tokens), 0)::bigint as completion_tokens,
        coalesce(sum(t.cost_usd), 0) as cost_usd,
        avg(extract(epoch from t.end_time - t.start_time))::double precision as seconds
      from trace t
      """;

  // By span_by_trace, with the bodies by their primary key.
  private static final String SPANS =
      "select "
          + SpanColumns.SELECTED
          + ", "
          + SpanColumns.SELECTED_BODY
          + """
           from span s left join span_body b
            on b.organization_id = s.organization_id and b.arrival = s.arrival and b.id = s.id
          where s.organization_id = ? and s.environment = ? and s.trace_id = ?
          order by s.start_time, s.arrival, s.id limit
          """
          + MOST_SPANS;

  private static final String DELETE_BODIES =
      """
      delete from span_body b using span s
      where s.organization_id = ? and s.environment = ? and s.trace_id = any (?)
        and b.organization_id = s.organization_id and b.arrival = s.arrival and b.id = s.id
      """;

  private static final String DELETE_SPANS =
      "delete from span where organization_id = ? and environment = ? and trace_id = any (?)";

  private static final String DELETE_TRACES =
      "delete from trace where organization_id = ? and environment = ? and trace_id = any (?)";

  private static final String SHARE =
      """
      insert into shared_trace (organization_id, trace_id, environment) values (?, ?, ?)
      on conflict do nothing
      """;

  private static final String UNSHARE =
      "delete from shared_trace where organization_id = ? and trace_id = ? and environment = ?";

  private static final int MOST_ROWS = 10_000;
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);
  private static final Duration LONGEST_READ = Duration.ofSeconds(20);

  private final SpanTransactions transactions;

  public JdbcTraceStore(DataSource database) {
    this.transactions = new SpanTransactions(database);
  }

  @Override
  public List<Trace> find(TraceQuery query) {
    var text = new SpanSql.Text().add(SELECT);
    TraceConditions.append(text, query);
    var direction = query.descending() ? " desc" : "";
    text.add(" order by " + TraceConditions.expression(query.sort()) + direction);
    // In the newest-first order every column runs one way, which the index trace_newest is.
    text.add(query.sort() == TraceField.TIMESTAMP ? "" : " nulls last, t.last_arrival");
    text.add(query.sort() == TraceField.TIMESTAMP ? ", t.trace_id" + direction : " desc");
    text.add(" limit ? offset ?", Math.min(query.limit(), MOST_ROWS), query.offset());
    return read(text);
  }

  private List<Trace> read(SpanSql.Text text) {
    return transactions.read(
        LONGEST_READ,
        connection -> {
          try (var statement = text.prepare(connection);
              var rows = statement.executeQuery()) {
            var traces = new ArrayList<Trace>();
            while (rows.next()) {
              traces.add(TraceRows.trace(rows));
            }
            return traces;
          }
        });
  }

  @Override
  public TraceSummary summary(TraceQuery query) {
    var text = new SpanSql.Text().add(SUMMARY);
    TraceConditions.append(text, query);
    return transactions.read(
        LONGEST_READ,
        connection -> {
          try (var statement = text.prepare(connection);
              var rows = statement.executeQuery()) {
            rows.next();
            return new TraceSummary(rows.getLong("traces"), TraceRows.totals(rows), average(rows));
          }
        });
  }

  private static @Nullable Duration average(ResultSet rows) throws SQLException {
    var seconds = rows.getObject("seconds", Double.class);
    return seconds == null ? null : Duration.ofNanos((long) (seconds * 1e9));
  }

  @Override
  public Optional<Trace> find(OrganizationId organization, Environment environment, String id) {
    var text =
        new SpanSql.Text()
            .add(SELECT)
            .add(" where t.organization_id = ?", organization.value())
            .add(" and t.environment = ? and t.trace_id = ? limit 1", environment.wire(), id);
    return read(text).stream().findFirst();
  }

  @Override
  public List<Span> spans(OrganizationId organization, Environment environment, String id) {
    var text = new SpanSql.Text().add(SPANS, organization.value(), environment.wire(), id);
    return transactions.read(
        LONGEST_READ,
        connection -> {
          try (var statement = text.prepare(connection);
              var rows = statement.executeQuery()) {
            var spans = new ArrayList<Span>();
            while (rows.next()) {
              spans.add(SpanRows.span(rows).with(SpanRows.content(rows)));
            }
            return spans;
          }
        });
  }

  @Override
  public int delete(OrganizationId organization, Environment environment, List<String> ids) {
    return transactions.run(
        LONGEST_WRITE,
        connection -> {
          delete(connection, DELETE_BODIES, organization, environment, ids);
          delete(connection, DELETE_SPANS, organization, environment, ids);
          return delete(connection, DELETE_TRACES, organization, environment, ids);
        });
  }

  private static int delete(
      Connection connection,
      String sql,
      OrganizationId organization,
      Environment environment,
      List<String> ids)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organization.value());
      statement.setString(2, environment.wire());
      statement.setArray(3, connection.createArrayOf("text", ids.toArray()));
      return statement.executeUpdate();
    }
  }

  @Override
  public void share(
      OrganizationId organization, Environment environment, String id, boolean isShared) {
    var text =
        new SpanSql.Text()
            .add(isShared ? SHARE : UNSHARE, organization.value(), id, environment.wire());
    transactions.run(
        LONGEST_WRITE,
        connection -> {
          try (var statement = text.prepare(connection)) {
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public Optional<Trace> shared(OrganizationId organization, String id) {
    var text =
        new SpanSql.Text()
            .add(SELECT)
            .add(
                """
                 join shared_trace q on q.organization_id = t.organization_id
                  and q.trace_id = t.trace_id and q.environment = t.environment
                """)
            .add(" where t.organization_id = ? and t.trace_id = ?", organization.value(), id)
            .add(" order by q.shared_at limit 1");
    return read(text).stream().findFirst();
  }
}
