package dev.turnpike.persistence.span;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.span.SpanSummary;
import dev.turnpike.persistence.bulk.CopyRows;
import dev.turnpike.persistence.rollup.RollupWriter;
import dev.turnpike.persistence.sum.CustomerSums;
import dev.turnpike.persistence.sum.KeySums;
import dev.turnpike.persistence.sum.ThreadSums;
import dev.turnpike.persistence.sum.TraceKey;
import dev.turnpike.persistence.sum.TraceSums;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Spans in PostgreSQL: written in batches, read by key or by query. Thread-safe. */
@Singleton
public final class JdbcSpanStore implements SpanStore {
  // By span's primary key, after span_identity's.
  private static final String FIND =
      "select "
          + SpanColumns.SELECTED
          + ", "
          + SpanColumns.SELECTED_BODY
          + """
           from span s left join span_body b
            on b.organization_id = s.organization_id and b.arrival = s.arrival and b.id = s.id
          where s.organization_id = ? and s.arrival = ? and s.id = ? limit 1
          """;

  private static final String SUMMARY =
      """
      select count(*) as requests,
        count(*) filter (where s.status = 'failed') as errors,
        coalesce(sum(s.cost_usd), 0) as cost,
        coalesce(sum(%s), 0)::bigint as prompt_tokens,
        coalesce(sum(%s), 0)::bigint as completion_tokens,
        avg(s.latency_us)::bigint as latency_us,
        avg(s.ttft_us)::bigint as ttft_us,
        avg(%s)::double precision as tps
      from span s
      """
          .formatted(SpanSql.PROMPT_TOKENS, SpanSql.COMPLETION_TOKENS, SpanSql.TOKENS_PER_SECOND);

  private static final String ANNOTATE =
      """
      update span set metadata = metadata || ?::jsonb, extra = extra || ?::jsonb,
        custom_identifier = coalesce(?, custom_identifier)
      where organization_id = ? and arrival = ? and id = ?
      """;

  private static final int MOST_ROWS = 10_000;
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);
  private static final Duration LONGEST_READ = Duration.ofSeconds(10);

  /** Asked while a client waits, and only to spare it a repeated row. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

  private final SpanTransactions transactions;
  private final SpanPartitions partitions;

  public JdbcSpanStore(DataSource database) {
    this.transactions = new SpanTransactions(database);
    this.partitions = new SpanPartitions(database);
  }

  @Override
  public Stored store(List<Span> batch) {
    if (batch.isEmpty()) {
      return new Stored(0, List.of());
    }
    partitions.ensureFor(batch);
    return transactions.run(LONGEST_WRITE, connection -> insert(connection, batch));
  }

  private static Stored insert(Connection connection, List<Span> batch) throws SQLException {
    var claimed = SpanIdentities.claim(connection, batch);
    var fresh = claimed.fresh();
    var linked = fresh.stream().filter(span -> span.gatewayLogId().isPresent()).toList();
    var plain = fresh.stream().filter(span -> span.gatewayLogId().isEmpty()).toList();
    if (!plain.isEmpty()) {
      insertRows(connection, plain);
      ThreadSums.move(connection, plain);
      CustomerSums.move(connection, plain);
      new GatewayLinks(connection).adopt(plain);
    }
    if (!linked.isEmpty()) {
      // Of conversations and customers the gateway's row will tell; a client's view adds nothing.
      insertRows(connection, new GatewayLinks(connection).settle(linked));
    }
    RollupWriter.add(connection, plain);
    return new Stored(fresh.size(), claimed.clashes());
  }

  private static void insertRows(Connection connection, List<Span> spans) throws SQLException {
    if (spans.isEmpty()) {
      return;
    }
    try (var facts = CopyRows.into(SpanColumns.SPAN, connection)) {
      for (var span : spans) {
        SpanColumns.appendSpan(facts, span);
      }
      facts.finish();
    }
    var withBodies = spans.stream().filter(span -> !span.content().isEmpty()).toList();
    if (!withBodies.isEmpty()) {
      try (var bodies = CopyRows.into(SpanColumns.BODIES, connection)) {
        for (var span : withBodies) {
          SpanColumns.appendBody(bodies, span);
        }
        bodies.finish();
      }
    }
    KeySums.move(connection, spans);
    TraceSums.move(connection, spans);
  }

  @Override
  public Optional<Span> find(OrganizationId organization, String id) {
    return transactions.read(
        LONGEST_READ,
        connection -> {
          var identity = SpanIdentities.find(connection, organization, id);
          if (identity.isEmpty()) {
            return Optional.empty();
          }
          try (var statement = connection.prepareStatement(FIND)) {
            statement.setObject(1, organization.value());
            statement.setObject(2, SpanColumns.at(identity.get().arrival()));
            statement.setString(3, id);
            try (var rows = statement.executeQuery()) {
              return rows.next()
                  ? Optional.of(SpanRows.span(rows).with(SpanRows.content(rows)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public List<Span> find(SpanQuery query) {
    var text = new SpanSql.Text().add("select " + SpanColumns.SELECTED + " from span s");
    SpanConditions.append(text, query);
    text.add(order(query));
    text.add(" limit ? offset ?", Math.min(query.limit(), MOST_ROWS), query.offset());
    return transactions.read(
        LONGEST_READ,
        connection -> {
          if (SpanConditions.readsBodies(query.conditions())) {
            inOrderOfTheKey(connection);
          }
          try (var statement = text.prepare(connection);
              var rows = statement.executeQuery()) {
            var spans = new ArrayList<Span>();
            while (rows.next()) {
              spans.add(SpanRows.span(rows));
            }
            return spans;
          }
        });
  }

  /**
   * The planner takes any word for a rare one and would read the whole window to sort the hits. In
   * the order of the key it looks at one body after the other and stops when the page is full.
   */
  private static void inOrderOfTheKey(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var way : List.of("sort", "hashjoin", "mergejoin", "hashagg", "material")) {
        statement.addBatch("set local enable_" + way + " = off");
      }
      statement.addBatch("set local max_parallel_workers_per_gather = 0");
      statement.executeBatch();
    }
  }

  @Override
  public Found search(SpanQuery query, Duration longest) {
    return new SpanSearch(transactions, LONGEST_READ, this::find).search(query, longest);
  }

  private static String order(SpanQuery query) {
    var direction = query.descending() ? " desc" : "";
    if (query.sort().equals("id")) {
      return " order by s.arrival" + direction + ", s.id" + direction;
    }
    var field =
        SpanField.find(query.sort())
            .orElseThrow(() -> new IllegalArgumentException("unknown log field: " + query.sort()));
    return " order by "
        + SpanSql.expression(field)
        + direction
        + " nulls last, s.arrival desc, s.id desc";
  }

  @Override
  public SpanSummary summary(SpanQuery query) {
    var text = new SpanSql.Text().add(SUMMARY);
    SpanConditions.append(text, query);
    return transactions.read(
        LONGEST_READ,
        connection -> {
          try (var statement = text.prepare(connection);
              var rows = statement.executeQuery()) {
            rows.next();
            return summary(rows);
          }
        });
  }

  private static SpanSummary summary(ResultSet row) throws SQLException {
    return new SpanSummary(
        row.getLong("requests"),
        row.getLong("errors"),
        row.getBigDecimal("cost"),
        row.getLong("prompt_tokens"),
        row.getLong("completion_tokens"),
        duration(row.getObject("latency_us", Long.class)),
        duration(row.getObject("ttft_us", Long.class)),
        row.getObject("tps", Double.class));
  }

  private static @Nullable Duration duration(@Nullable Long micros) {
    return micros == null ? null : Duration.ofNanos(micros * 1_000);
  }

  @Override
  public boolean annotate(OrganizationId organization, String id, Annotation annotation) {
    var fields = new LinkedHashMap<>(annotation.fields());
    var customIdentifier = fields.remove("custom_identifier");
    return transactions.run(
        LONGEST_WRITE,
        connection -> {
          var identity = SpanIdentities.find(connection, organization, id);
          if (identity.isEmpty()) {
            return false;
          }
          try (var statement = connection.prepareStatement(ANNOTATE)) {
            statement.setString(1, SpanJson.text(annotation.metadata()));
            statement.setString(2, SpanJson.text(fields));
            statement.setString(3, customIdentifier == null ? null : customIdentifier.asText());
            statement.setObject(4, organization.value());
            statement.setObject(5, SpanColumns.at(identity.get().arrival()));
            statement.setString(6, id);
            return statement.executeUpdate() > 0;
          }
        });
  }

  /** The identity stays, so that neither a retry nor a crash brings the span back. */
  @Override
  public boolean delete(OrganizationId organization, String id) {
    return transactions.run(
        LONGEST_WRITE,
        connection -> {
          var identity = SpanIdentities.find(connection, organization, id);
          if (identity.isEmpty()) {
            return false;
          }
          var arrival = identity.get().arrival();
          var rows = new SpanRow(connection);
          var span = rows.find(organization.value(), arrival, id);
          if (!rows.delete(organization.value(), arrival, id)) {
            return false;
          }
          var trace = span.flatMap(TraceKey::of);
          if (trace.isPresent()) {
            rows.recount(trace.get());
          }
          return true;
        });
  }

  @Override
  public Optional<Identity> identity(OrganizationId organization, String id) {
    return transactions.run(
        LONGEST_LOOK, connection -> SpanIdentities.find(connection, organization, id));
  }
}
