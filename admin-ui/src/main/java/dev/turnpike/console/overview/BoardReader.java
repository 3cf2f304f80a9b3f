package dev.turnpike.console.overview;

import dev.turnpike.console.chart.Chart;
import dev.turnpike.console.chart.Series;
import dev.turnpike.console.shell.Address;
import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.rollup.Rollups.Group;
import dev.turnpike.core.rollup.Rollups.Page;
import dev.turnpike.core.rollup.Rollups.Point;
import dev.turnpike.core.span.SpanField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Reads the sums of one window and puts charts and tables together. One per request. */
final class BoardReader {
  private static final int MOST_ROWS = 8;

  /** More colours than these cannot be told apart. */
  private static final int MOST_MODELS = 4;

  private final Rollups rollups;
  private final RollupQuery now;
  private final Window window;
  private final Address logs;
  private final List<Chart.Time> times;
  private final List<Figures> slots;

  /**
   * @param logs the list of logs of this window
   */
  BoardReader(Rollups rollups, RollupQuery query, Window window, Address logs) {
    this.rollups = rollups;
    this.now = query.measuring(Measure.LATENCY, Measure.TIME_TO_FIRST_TOKEN);
    this.window = window;
    this.logs = logs;
    this.times =
        window.slots().stream()
            .map(at -> new Chart.Time(window.words(at), slot(logs, window, at)))
            .toList();
    this.slots = slots(rollups.series(now, window.step()));
  }

  private static String slot(Address logs, Window window, java.time.Instant at) {
    return logs.without("time")
        .without("from")
        .without("to")
        .with("from", Window.typed(at))
        .with("to", Window.typed(at.plus(window.slot())))
        .toString();
  }

  private List<Figures> slots(List<Point> points) {
    var all = new Figures[times.size()];
    Arrays.fill(all, Figures.NONE);
    for (var point : points) {
      var index = Math.clamp(window.index(point.at()), 0, all.length - 1);
      all[index] = all[index].plus(point.figures());
    }
    return List.of(all);
  }

  List<Tile> tiles() {
    var before = window.before();
    var whole = slots.stream().reduce(Figures.NONE, Figures::plus);
    var then =
        rollups.totals(
            new RollupQuery(
                now.organization(), before.from(), before.to(), now.conditions(), now.measures()));
    return List.of(
        tile("Calls", whole, then, "", f -> f.requests(), Words::count, ""),
        errors(whole, then),
        tile("Cost", whole, then, "", f -> f.costUsd().doubleValue(), Words::money, "cost"),
        tile(
            "Tokens",
            whole,
            then,
            Words.count(whole.tokens().prompt()) + " in",
            f -> f.tokens().total(),
            Words::count,
            "total_request_tokens"),
        spread("Latency", whole, then, Measure.LATENCY, "latency"),
        spread("First token", whole, then, Measure.TIME_TO_FIRST_TOKEN, "time_to_first_token"));
  }

  private Tile tile(
      String name,
      Figures whole,
      Figures then,
      String second,
      ToDoubleFunction<Figures> value,
      java.util.function.DoubleFunction<String> words,
      String sort) {
    return new Tile(
        name,
        words.apply(value.applyAsDouble(whole)),
        second,
        Words.change(value.applyAsDouble(whole), value.applyAsDouble(then)),
        Chart.spark(each(f -> OptionalDouble.of(value.applyAsDouble(f)))),
        logs.with("sort", sort).toString());
  }

  private Tile errors(Figures whole, Figures then) {
    var change =
        then.requests() == 0 || whole.requests() == 0
            ? ""
            : "before " + Words.percent(then.errors(), then.requests());
    return new Tile(
        "Errors",
        Words.percent(whole.errors(), whole.requests()),
        Words.count(whole.errors()),
        change,
        Chart.spark(each(f -> OptionalDouble.of(f.errors()))),
        logs.with("status", "failed").toString());
  }

  private Tile spread(String name, Figures whole, Figures then, Measure measure, String sort) {
    var p50 = whole.distribution(measure).quantile(0.5);
    var p95 = whole.distribution(measure).quantile(0.95);
    var earlier = then.distribution(measure).quantile(0.5);
    return new Tile(
        name,
        p50.isEmpty() ? Words.NONE : Words.micros(p50.getAsDouble()),
        p95.isEmpty() ? "" : "p95 " + Words.micros(p95.getAsDouble()),
        p50.isEmpty() || earlier.isEmpty()
            ? ""
            : Words.change(p50.getAsDouble(), earlier.getAsDouble()),
        Chart.spark(each(f -> f.distribution(measure).quantile(0.5))),
        logs.with("sort", sort).toString());
  }

  List<Chart> charts() {
    return List.of(
        Chart.stacked(
            "Calls",
            times,
            List.of(
                series("Answered", "k1", f -> OptionalDouble.of(f.requests() - f.errors())),
                series("Failed", "kbad", f -> OptionalDouble.of(f.errors()))),
            Words::calls),
        Chart.stacked("Cost by model", times, costs(), Words::money),
        Chart.stacked(
            "Tokens",
            times,
            List.of(
                series("Input", "k1", f -> OptionalDouble.of(f.tokens().prompt())),
                series("Output", "k2", f -> OptionalDouble.of(f.tokens().completion()))),
            Words::calls),
        Chart.lines(
            "Latency and first token",
            times,
            List.of(
                quantile("Latency p50", "k1", Measure.LATENCY, 0.5),
                quantile("Latency p95", "k3", Measure.LATENCY, 0.95),
                quantile("First token p50", "k2", Measure.TIME_TO_FIRST_TOKEN, 0.5)),
            Words::micros));
  }

  private List<Series> costs() {
    var plain = now.measuring();
    var all = new ArrayList<Series>();
    var left = new ArrayList<BigDecimal>(slots.stream().map(Figures::costUsd).toList());
    for (var line : rollups.series(plain, window.step(), SpanField.MODEL, MOST_MODELS)) {
      var its = slots(line.points());
      for (int i = 0; i < its.size(); i++) {
        left.set(i, left.get(i).subtract(its.get(i).costUsd()));
      }
      if (its.stream().anyMatch(f -> f.costUsd().signum() > 0)) {
        all.add(
            new Series(
                line.value(),
                "k" + (all.size() + 1),
                its.stream().map(f -> OptionalDouble.of(f.costUsd().doubleValue())).toList()));
      }
    }
    if (left.stream().anyMatch(usd -> usd.signum() > 0)) {
      all.add(
          new Series(
              "Other models",
              "kother",
              left.stream()
                  .map(usd -> OptionalDouble.of(Math.max(0, usd.doubleValue())))
                  .toList()));
    }
    return all;
  }

  private Series series(String name, String kind, Function<Figures, OptionalDouble> value) {
    return new Series(name, kind, each(value));
  }

  private Series quantile(String name, String kind, Measure measure, double share) {
    return series(name, kind, f -> f.distribution(measure).quantile(share));
  }

  private List<OptionalDouble> each(Function<Figures, OptionalDouble> value) {
    return slots.stream().map(value).toList();
  }

  /** How providers did, by attempts: one that was rescued by a fallback counts against them. */
  List<Row> providers() {
    return rows(
        rollups.attempts(now.measuring(Measure.LATENCY), SpanField.PROVIDER, Page.first(MOST_ROWS)),
        "provider",
        Map.of());
  }

  List<Row> models() {
    return rows(rollups.groups(now, SpanField.MODEL, Page.first(MOST_ROWS)), "model", Map.of());
  }

  List<Row> keys(Map<String, String> names) {
    return rows(
        rollups.groups(now.measuring(), SpanField.KEY_ID, Page.first(MOST_ROWS)), "key", names);
  }

  List<Row> customers() {
    return rows(
        rollups.groups(now.measuring(), SpanField.CUSTOMER, Page.first(MOST_ROWS)),
        "customer",
        Map.of());
  }

  private List<Row> rows(List<Group> groups, String filter, Map<String, String> names) {
    var most = groups.stream().mapToLong(g -> g.figures().requests()).max().orElse(1);
    return groups.stream()
        .map(
            g -> {
              var its = logs.with(filter, g.value());
              return new Row(
                  names.getOrDefault(g.value(), g.value()),
                  its.toString(),
                  its.with("status", "failed").toString(),
                  (int) (1000 * g.figures().requests() / Math.max(1, most)),
                  g.figures());
            })
        .toList();
  }
}
