package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.SpanStore.QueryRefused;
import dev.turnpike.persistence.retention.RetentionSettings;
import dev.turnpike.persistence.span.SpanSql;
import dev.turnpike.persistence.span.SpanTransactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Sums in PostgreSQL. Thread-safe. */
@Singleton
public final class JdbcRollups implements Rollups {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** They stand beside a list that is there without them. */
  private static final Duration LONGEST_FACETS = Duration.ofSeconds(3);

  /** Adding up more takes longer than anybody waits for a page. */
  private static final long MOST_LOGS = 100_000;

  private final SpanTransactions transactions;
  private final Sources sources;

  @Inject
  public JdbcRollups(DataSource database, RetentionSettings retention, Clock clock) {
    this(database, retention, clock, MOST_LOGS);
  }

  JdbcRollups(DataSource database, RetentionSettings retention, Clock clock, long mostLogs) {
    this.transactions = new SpanTransactions(database);
    this.sources = new Sources(retention, clock, mostLogs);
  }

  @Override
  public Figures totals(RollupQuery query) {
    return totals(query, sources.of(query, Step.DAY, List.of()));
  }

  @Override
  public Optional<Figures> exactTotals(RollupQuery query) {
    return sources.exact(query).map(source -> totals(query, source));
  }

  private Figures totals(RollupQuery query, Source source) {
    return read(
        connection -> {
          var text = new SpanSql.Text().add("select count(*) as scanned, ");
          text.add(FigureSql.selected(query.measures(), source)).add(" from ");
          source.append(text);
          try (var statement = text.prepare(connection);
              var rows = statement.executeQuery()) {
            rows.next();
            Source.check(rows, source);
            return FigureSql.figures(rows, query.measures());
          }
        });
  }

  @Override
  public List<Point> series(RollupQuery query, Step step) {
    var source = sources.of(query, step, List.of());
    return read(
        connection ->
            lines(connection, query, source, step).values().stream()
                .flatMap(List::stream)
                .toList());
  }

  @Override
  public List<Line> series(RollupQuery query, Step step, SpanField by, int most) {
    return read(
        connection -> {
          var whole = sources.of(query, Step.DAY, List.of(by));
          var top = groups(connection, query, whole, Page.first(most));
          return lines(connection, query, step, by, top, false);
        });
  }

  @Override
  public List<Group> groups(RollupQuery query, SpanField by, Page page) {
    return read(
        connection -> groups(connection, query, sources.of(query, Step.DAY, List.of(by)), page));
  }

  @Override
  public Map<SpanField, List<Facet>> facets(RollupQuery query, Set<SpanField> fields, int most) {
    var facets = new EnumMap<SpanField, List<Facet>>(SpanField.class);
    for (var source : sources.ofFacets(query, fields)) {
      try {
        facets.putAll(
            transactions.read(
                LONGEST_FACETS, connection -> FacetSql.read(connection, source, most)));
      } catch (QueryRefused e) {
        // too many logs to add up for these; the page has the others all the same
      }
    }
    return facets;
  }

  @Override
  public List<Group> attempts(RollupQuery query, SpanField by, Page page) {
    var source = sources.ofAttempts(query, Step.DAY, by);
    return read(connection -> groups(connection, query, source, page));
  }

  @Override
  public List<Line> attempts(RollupQuery query, Step step, SpanField by, int most) {
    return read(
        connection -> {
          var whole = sources.ofAttempts(query, Step.DAY, by);
          var top = groups(connection, query, whole, Page.first(most));
          return lines(connection, query, step, by, top, true);
        });
  }

  @Override
  public long distinct(RollupQuery query, SpanField field) {
    var source = sources.of(query, Step.DAY, List.of(field));
    return read(
        connection -> {
          var text =
              new SpanSql.Text()
                  .add("select count(distinct r.value) as seen, count(*) as scanned from ");
          source.append(text);
          try (var statement = text.prepare(connection);
              var rows = statement.executeQuery()) {
            rows.next();
            Source.check(rows, source);
            return rows.getLong("seen");
          }
        });
  }

  private static List<Group> groups(
      Connection connection, RollupQuery query, Source source, Page page) throws SQLException {
    var text = new SpanSql.Text().add("select r.value, sum(count(*)) over () as scanned, ");
    text.add(FigureSql.selected(query.measures(), source)).add(" from ");
    source.append(text);
    // Calls without a value come last: they are no group, but count as read.
    text.add(" group by r.value order by r.value is null, " + order(page.order()))
        .add(" desc, r.value limit ? offset ?", page.limit(), page.offset());
    var groups = new ArrayList<Group>();
    try (var statement = text.prepare(connection);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        Source.check(rows, source);
        var value = rows.getString("value");
        if (value != null) {
          groups.add(new Group(value, FigureSql.figures(rows, query.measures())));
        }
      }
    }
    return groups;
  }

  private static String order(Order order) {
    return switch (order) {
      case REQUESTS -> "sum(r.requests)";
      case ERRORS -> "sum(r.errors)";
      case COST -> "sum(r.cost_usd)";
      case TOKENS -> "sum(r.prompt_tokens + r.completion_tokens)";
      case LATENCY -> "sum(r.latency_us) / sum(r.requests)";
    };
  }

  private List<Line> lines(
      Connection connection,
      RollupQuery query,
      Step step,
      SpanField by,
      List<Group> top,
      boolean attempts)
      throws SQLException {
    if (top.isEmpty()) {
      return List.of();
    }
    var values = top.stream().map(Group::value).toList();
    var conditions = new ArrayList<Filter>(query.conditions());
    conditions.add(new Condition(by.wire(), Operator.ANY, values));
    var narrowed = query.where(conditions);
    var source =
        attempts ? sources.ofAttempts(narrowed, step, by) : sources.of(narrowed, step, List.of(by));
    var found = lines(connection, narrowed, source, step);
    return values.stream()
        .map(value -> new Line(value, found.getOrDefault(value, List.of())))
        .toList();
  }

  /** Points by value; by the empty text when nothing is grouped by. */
  private static Map<String, List<Point>> lines(
      Connection connection, RollupQuery query, Source source, Step step) throws SQLException {
    var text =
        new SpanSql.Text()
            .add("select coalesce(r.value, '') as value, date_trunc('")
            .add(step.name().toLowerCase(Locale.ROOT))
            .add("', r.at, 'UTC') as point, sum(count(*)) over () as scanned, ")
            .add(FigureSql.selected(query.measures(), source))
            .add(" from ");
    source.append(text);
    text.add(" group by 1, 2 order by 2, 1");
    var lines = new LinkedHashMap<String, List<Point>>();
    try (var statement = text.prepare(connection);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        Source.check(rows, source);
        var at = rows.getObject("point", OffsetDateTime.class).toInstant();
        lines
            .computeIfAbsent(rows.getString("value"), value -> new ArrayList<>())
            .add(new Point(at, FigureSql.figures(rows, query.measures())));
      }
    }
    return lines;
  }

  private <T> T read(SpanTransactions.Work<T> work) {
    return transactions.read(LONGEST, work);
  }
}
