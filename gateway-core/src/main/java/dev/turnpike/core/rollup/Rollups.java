package dev.turnpike.core.rollup;

import dev.turnpike.core.span.SpanField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Totals, charts and facets over calls. Blocking, thread-safe; each call is one transaction.
 *
 * <p>Conditions and groups on {@link #TRAFFIC} fields together, or on {@link #CUSTOMER} fields
 * together, are answered from sums that were kept while storing, whatever the number of logs. Any
 * others (a key's customers, a metadata key) are added up from the logs themselves, which are
 * refused when they are too many.
 *
 * <p>What was deleted from the logs stays in the kept sums: it was called and spent.
 *
 * @see dev.turnpike.core.span.SpanStore.StoreUnavailable thrown by each when the database is away
 * @see dev.turnpike.core.span.SpanStore.QueryRefused thrown by each when there is too much to add
 */
public interface Rollups {
  /** Fields by whose values sums are kept together. */
  Set<SpanField> TRAFFIC =
      Set.of(
          SpanField.ENVIRONMENT,
          SpanField.LOG_TYPE,
          SpanField.MODEL,
          SpanField.PROVIDER,
          SpanField.KEY_ID,
          SpanField.STATUS);

  /** Fields by whose values sums of customers are kept. */
  Set<SpanField> CUSTOMER = Set.of(SpanField.ENVIRONMENT, SpanField.CUSTOMER);

  /** Everything added up. */
  Figures totals(RollupQuery query);

  /**
   * The same to the instant: calls of minutes (of hours, where minutes are no longer kept) that lie
   * in the window in part are added up from the logs.
   *
   * @param query without measures
   * @return empty when its conditions are on other fields than sums are kept by
   */
  Optional<Figures> exactTotals(RollupQuery query);

  /** One point for each step of the window in which anything was called, oldest first. */
  List<Point> series(RollupQuery query, Step step);

  /**
   * The same for each of the values with the most calls, those first.
   *
   * @param most how many values at most
   */
  List<Line> series(RollupQuery query, Step step, SpanField by, int most);

  /** One for each value of the field, absent values left out. */
  List<Group> groups(RollupQuery query, SpanField by, Page page);

  /**
   * For each field the values with the most calls. A condition on the field itself does not narrow
   * its own values, so that another can be chosen. A field whose values could only be had by adding
   * up too many logs, or not in a few seconds, is left out.
   *
   * @param fields of {@link #TRAFFIC} or {@link #CUSTOMER}
   */
  Map<SpanField, List<Facet>> facets(RollupQuery query, Set<SpanField> fields, int most);

  /**
   * How providers did: each attempt of a call counts for the provider it went to, failed ones and
   * those of fallbacks too. Errors are those of the provider: no answer, no connection, 408, 429
   * and 5xx.
   *
   * @param by {@link SpanField#PROVIDER} or {@link SpanField#UPSTREAM_MODEL}; conditions may name
   *     these two and the environment
   */
  List<Group> attempts(RollupQuery query, SpanField by, Page page);

  /** The same as a chart for each of the values with the most attempts. */
  List<Line> attempts(RollupQuery query, Step step, SpanField by, int most);

  /** How many different values of a field were seen, such as active customers. */
  long distinct(RollupQuery query, SpanField field);

  /**
   * A point of a chart.
   *
   * @param at the beginning of its step
   */
  record Point(Instant at, Figures figures) {}

  /** A chart of one value. */
  record Line(String value, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** What the calls with one value of a field add up to. */
  record Group(String value, Figures figures) {}

  /** A value and how many calls had it. */
  record Facet(String value, long requests) {}

  /** By what groups are ordered, always most first. */
  enum Order {
    REQUESTS,
    ERRORS,
    COST,
    TOKENS,
    LATENCY
  }

  /** Which of the groups. */
  record Page(Order order, int offset, int limit) {
    public static Page first(int limit) {
      return new Page(Order.REQUESTS, 0, limit);
    }
  }
}
