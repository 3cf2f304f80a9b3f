package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.Distribution;
import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.Figures.Calls;
import dev.turnpike.core.rollup.Figures.Sum;
import dev.turnpike.core.rollup.Figures.Tokens;
import dev.turnpike.core.rollup.Measure;
import dev.turnpike.persistence.rollup.RollupColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Figures as columns of a result: which are selected, and how they are read. */
final class FigureSql {
  private FigureSql() {}

  /** What is selected of a source whose alias is {@code r}. */
  static String selected(Set<Measure> measures, Source source) {
    var sums = RollupColumns.SUMS.stream().map(c -> "coalesce(sum(r.%s), 0) as %s".formatted(c, c));
    return Stream.concat(sums, measures.stream().map(m -> counts(m, source)))
        .collect(Collectors.joining(", "));
  }

  private static String counts(Measure measure, Source source) {
    return IntStream.range(0, measure.buckets())
        .mapToObj(
            bucket ->
                source.count(measure, bucket) + " as " + RollupColumns.counts(measure) + bucket)
        .collect(Collectors.joining(", "));
  }

  static Figures figures(ResultSet row, Set<Measure> measures) throws SQLException {
    var distributions = new EnumMap<Measure, Distribution>(Measure.class);
    for (var measure : measures) {
      distributions.put(measure, distribution(row, measure));
    }
    var requests = row.getLong("requests");
    return new Figures(
        new Calls(
            requests,
            row.getLong("errors"),
            row.getLong("unpriced"),
            row.getLong("cache_hits"),
            row.getLong("retried"),
            row.getLong("fell_back")),
        new Tokens(
            row.getLong("prompt_tokens"),
            row.getLong("completion_tokens"),
            row.getLong("cache_read_tokens"),
            row.getLong("cache_write_tokens"),
            row.getLong("reasoning_tokens")),
        row.getBigDecimal("cost_usd"),
        new Sum(row.getDouble("latency_us"), requests),
        new Sum(row.getDouble("ttft_us"), row.getLong("ttft_values")),
        new Sum(row.getDouble("speed"), row.getLong("speed_values")),
        distributions);
  }

  private static Distribution distribution(ResultSet row, Measure measure) throws SQLException {
    var counts = LongStream.builder();
    for (var bucket = 0; bucket < measure.buckets(); bucket++) {
      counts.add(row.getLong(RollupColumns.counts(measure) + bucket)); // null is 0
    }
    return new Distribution(measure, counts.build().boxed().toList());
  }
}
