package dev.turnpike.ingest.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.rollup.Rollups.Line;
import dev.turnpike.core.rollup.Rollups.Point;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.ingest.api.Answers;
import dev.turnpike.ingest.dashboard.FigureWire.Quantiles;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one request asks of the sums.
 *
 * @param body its JSON: {@code filters}, {@code metrics_to_aggregate}
 */
record DashboardQuestion(
    Rollups rollups,
    DashboardWindow window,
    RollupQuery query,
    MultivaluedMap<String, String> parameters,
    JsonNode body) {
  private static final List<String> USUAL_METRICS =
      List.of("number_of_requests", "total_cost", "total_tokens");

  private static final Set<String> METRICS =
      Set.of(
          "number_of_requests",
          "total_cost",
          "total_tokens",
          "error_count",
          "error_percentage",
          "average_cost",
          "average_tokens",
          "cache_hit_percentage",
          "average_latency",
          "average_ttft",
          "average_tps");

  Figures totals() {
    return Answers.read(() -> rollups.totals(query));
  }

  Map<Instant, Figures> points() {
    return merged(Answers.read(() -> rollups.series(query, window.readBy())));
  }

  List<Line> lines(SpanField by, int most) {
    return Answers.read(() -> rollups.series(query, window.readBy(), by, most));
  }

  long distinct(SpanField field) {
    return Answers.read(() -> rollups.distinct(query, field));
  }

  /** Points by the reader's own steps. */
  Map<Instant, Figures> merged(List<Point> points) {
    var merged = new TreeMap<Instant, Figures>();
    points.forEach(p -> merged.merge(window.floor(p.at()), p.figures(), Figures::plus));
    return merged;
  }

  DashboardQuestion measuring(List<Quantiles> quantiles) {
    var measures = quantiles.stream().map(Quantiles::measure).toArray(Measure[]::new);
    return with(query.measuring(measures));
  }

  DashboardQuestion ofCacheHits() {
    var conditions = new ArrayList<Filter>(query.conditions());
    conditions.add(new Condition(SpanField.CACHE_BIT.wire(), Operator.ANY, List.of("true")));
    return with(query.where(conditions));
  }

  DashboardQuestion until(Instant to) {
    return with(
        new RollupQuery(
            query.organization(), query.from(), to, query.conditions(), query.measures()));
  }

  private DashboardQuestion with(RollupQuery other) {
    return new DashboardQuestion(rollups, window, other, parameters, body);
  }

  /** Those named in {@code metrics_to_aggregate}; all when none is. */
  List<Quantiles> quantiles() {
    var names = names();
    if (names.isEmpty()) {
      return List.of(Quantiles.values());
    }
    return names.stream().map(DashboardQuestion::quantiles).toList();
  }

  private static Quantiles quantiles(String name) {
    return Arrays.stream(Quantiles.values())
        .filter(q -> q.wire().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown("metrics_to_aggregate", name));
  }

  /** Those named in {@code metrics_to_aggregate}, of what a breakdown can tell. */
  List<String> metrics() {
    var names = names();
    names.stream()
        .filter(name -> !METRICS.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw unknown("metrics_to_aggregate", name);
            });
    return names.isEmpty() ? USUAL_METRICS : names;
  }

  private List<String> names() {
    var names = new ArrayList<String>();
    body.path("metrics_to_aggregate").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** A word of the query string. */
  <T> T one(String name, String absent, Map<String, T> known) {
    var word = parameters.getFirst(name);
    var value = known.get(word == null || word.isBlank() ? absent : word);
    if (value == null) {
      throw unknown(name, String.valueOf(word));
    }
    return value;
  }

  private static RuntimeException unknown(String field, String word) {
    return Answers.invalid(FieldErrors.of(field, "\"" + word + "\" is not known here."));
  }
}
