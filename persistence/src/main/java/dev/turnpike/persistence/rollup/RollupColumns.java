package dev.turnpike.persistence.rollup;

import dev.turnpike.core.rollup.Measure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of the tables of sums, and the statements made of them. */
public final class RollupColumns {
  static final List<String> KEY =
      List.of(
          "organization_id",
          "scope",
          "bucket",
          "environment",
          "log_type",
          "model",
          "provider_id",
          "key_id",
          "status",
          "customer");

  /** Added up by {@code +}. */
  public static final List<String> SUMS =
      List.of(
          "requests",
          "errors",
          "unpriced",
          "cache_hits",
          "retried",
          "fell_back",
          "prompt_tokens",
          "completion_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens",
          "cost_usd",
          "latency_us",
          "ttft_us",
          "ttft_values",
          "speed",
          "speed_values");

  private RollupColumns() {}

  /** The column of a measure's buckets, which are added up one by one. */
  public static String counts(Measure measure) {
    return switch (measure) {
      case LATENCY -> "latency_counts";
      case TIME_TO_FIRST_TOKEN -> "ttft_counts";
      case SPEED -> "speed_counts";
      case PROMPT_TOKENS -> "prompt_counts";
      case COMPLETION_TOKENS -> "completion_counts";
    };
  }

  /** Adds a row to the one that is there. */
  static String upsert(String table) {
    var counts = Stream.of(Measure.values()).map(RollupColumns::counts).toList();
    var columns = Stream.of(KEY, SUMS, counts).flatMap(List::stream).toList();
    return "insert into %s as r (%s) values (%s) on conflict (%s) do update set %s, %s"
        .formatted(
            table,
            String.join(", ", columns),
            columns.stream().map(c -> "?").collect(Collectors.joining(", ")),
            String.join(", ", KEY),
            SUMS.stream()
                .map(c -> "%s = r.%s + excluded.%s".formatted(c, c, c))
                .collect(Collectors.joining(", ")),
            Stream.of(Measure.values())
                .map(RollupColumns::addCounts)
                .collect(Collectors.joining(", ")));
  }

  /** Spelt out: unnesting and aggregating again costs several times as much a row. */
  private static String addCounts(Measure measure) {
    var column = counts(measure);
    var sums =
        IntStream.rangeClosed(1, measure.buckets())
            .mapToObj(i -> "r.%s[%d] + excluded.%s[%d]".formatted(column, i, column, i))
            .collect(Collectors.joining(", "));
    return "%s = case when r.%s is null then excluded.%s when excluded.%s is null then r.%s else array[%s] end"
        .formatted(column, column, column, column, column, sums);
  }
}
