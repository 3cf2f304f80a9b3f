package dev.turnpike.benchmarks.storage;

import static dev.turnpike.benchmarks.storage.SampleSpans.ORGANIZATION;

import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups.Page;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.BodyText;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.connection.DirectConnection;
import dev.turnpike.persistence.figures.JdbcRollups;
import dev.turnpike.persistence.retention.RetentionSettings;
import dev.turnpike.persistence.span.JdbcSpanStore;
import java.io.PrintStream;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What pages and the API ask of a million logs, asked through the stores and timed in the database:
 * planning and execution of all queries of one question, median of five. Below each the parts of
 * the plans that read tables.
 *
 * <p>Argument: {@code postgresql://user:password@host:port/database}, filled by {@code
 * benchmarks/storage/prepare.sh}.
 */
public final class ReadSpeed {
  private static final int TIMES = 5;
  private static final int PAGE = 51;

  private final PrintStream out;
  private final Explained database;
  private final JdbcSpanStore store;
  private final JdbcRollups rollups;
  private final Instant now = Instant.now();

  private ReadSpeed(PrintStream out, Connection connection) {
    this.out = out;
    this.database = new Explained(connection);
    this.store = new JdbcSpanStore(database.source());
    this.rollups = new JdbcRollups(database.source(), RetentionSettings.USUAL, Clock.systemUTC());
  }

  public static void main(String[] arguments) throws Exception {
    try (var connection = DirectConnection.open(DatabaseAddress.parse(arguments[0]))) {
      var reading = new ReadSpeed(System.out, connection);
      reading.pages();
      reading.figures();
      reading.words();
    }
  }

  private void pages() {
    time("first page", () -> store.find(logs(null)));
    time("first page, 24 hours", () -> store.find(logs(days(1))));
    time("by model and status, 30 days", () -> store.find(logs(days(30), MODEL, FAILED)));
    time(
        "by customer, 30 days",
        () -> store.find(logs(days(30), is("customer_identifier", "customer-150"))));
    time(
        "by a customer without logs",
        () -> store.find(logs(null, is("customer_identifier", "nobody"))));
    time(
        "by a metadata key, 30 days",
        () -> store.find(logs(days(30), is("metadata__team", "team-3"))));
    time(
        "by metadata nobody has, 24 hours",
        () -> store.find(logs(days(1), is("metadata__team", "x"))));
    time("dearest of 24 hours", () -> store.find(sorted(days(1), "cost")));
    time(
        "a page further down",
        () ->
            store.find(
                new SpanQuery(
                    ORGANIZATION,
                    null,
                    null,
                    List.of(),
                    "id",
                    true,
                    new SpanQuery.Position(days(9), ""),
                    0,
                    PAGE)));
  }

  private void figures() {
    var month = RollupQuery.all(ORGANIZATION, days(30), now);
    var day = RollupQuery.all(ORGANIZATION, days(1), now);
    var times = month.measuring(Measure.LATENCY, Measure.TIME_TO_FIRST_TOKEN);
    time(
        "facets of five fields, 30 days",
        () ->
            rollups.facets(
                month,
                EnumSet.of(
                    SpanField.MODEL,
                    SpanField.PROVIDER,
                    SpanField.KEY_ID,
                    SpanField.STATUS,
                    SpanField.LOG_TYPE),
                20));
    time(
        "facet of customers, 30 days",
        () -> rollups.facets(month, EnumSet.of(SpanField.CUSTOMER), 20));
    time("totals with percentiles, 30 days", () -> rollups.totals(times));
    time("percentiles by day, 30 days", () -> rollups.series(times, Step.DAY));
    time(
        "percentiles by hour, 24 hours",
        () ->
            rollups.series(day.measuring(Measure.LATENCY, Measure.TIME_TO_FIRST_TOKEN), Step.HOUR));
    time("models by day, 30 days", () -> rollups.series(month, Step.DAY, SpanField.MODEL, 4));
    time(
        "customers by calls, 30 days",
        () -> rollups.groups(month, SpanField.CUSTOMER, Page.first(8)));
    time("all of the overview, 24 hours", () -> overview(day, Step.HOUR));
    time("all of the overview, 30 days", () -> overview(month, Step.DAY));
    time("summary to the instant, 30 days", () -> rollups.exactTotals(month));
    time(
        "summary of failed calls, 30 days",
        () -> rollups.exactTotals(month.where(List.of(FAILED))));
  }

  /** What the page of the console asks, one after the other. */
  private void overview(RollupQuery query, Step step) {
    var times = query.measuring(Measure.LATENCY, Measure.TIME_TO_FIRST_TOKEN);
    var length = Duration.between(query.from(), query.to());
    rollups.series(times, step);
    rollups.totals(times.within(query.from().minus(length), query.from()));
    rollups.series(query, step, SpanField.MODEL, 4);
    rollups.attempts(query.measuring(Measure.LATENCY), SpanField.PROVIDER, Page.first(8));
    rollups.groups(times, SpanField.MODEL, Page.first(8));
    rollups.groups(query, SpanField.KEY_ID, Page.first(8));
    rollups.groups(query, SpanField.CUSTOMER, Page.first(8));
  }

  private void words() {
    var day = Duration.ofMinutes(1);
    time("a common word, 24 hours", () -> store.search(logs(days(1), new BodyText("cfcd")), day));
    time(
        "a word of one body, 24 hours",
        () -> store.search(logs(days(1), new BodyText("call980123")), day));
  }

  private static final Condition MODEL = is("model", "model-3");
  private static final Condition FAILED = is("status", "failed");

  private static Condition is(String field, String value) {
    return new Condition(field, Operator.ANY, List.of(value));
  }

  private Instant days(int before) {
    return now.minus(Duration.ofDays(before));
  }

  private static SpanQuery logs(@Nullable Instant from, Filter... filters) {
    return new SpanQuery(ORGANIZATION, from, null, List.of(filters), "id", true, null, 0, PAGE);
  }

  private static SpanQuery sorted(Instant from, String field) {
    return new SpanQuery(ORGANIZATION, from, null, List.of(), field, true, null, 0, PAGE);
  }

  private void time(String what, Runnable question) {
    var times = new double[TIMES];
    List<String> plans = List.of();
    for (var i = 0; i < TIMES; i++) {
      question.run();
      times[i] = database.taken().toNanos() / 1e6;
      plans = database.plans();
    }
    Arrays.sort(times);
    out.printf(Locale.ROOT, "%-36s %8.1f ms  %s%n", what, times[TIMES / 2], reads(plans));
  }

  /** How often tables are read in which way. */
  private static String reads(List<String> plans) {
    return plans.stream()
        .filter(line -> line.contains("Scan") && !line.contains("never executed"))
        .map(line -> line.replaceFirst("^[\\s>-]*", "").replaceFirst("\\s*\\(.*", ""))
        .map(
            line ->
                line.replaceAll("_[0-9]{6,8}", "_…")
                    .replaceAll(" using \\S+| [a-z]+(_[0-9]+)?$", ""))
        .collect(Collectors.groupingBy(line -> line, java.util.TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> entry.getValue() + " × " + entry.getKey())
        .collect(Collectors.joining("; "));
  }
}
