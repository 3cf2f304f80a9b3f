package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.persistence.rollup.RollupColumns;
import dev.turnpike.persistence.span.SpanConditions;
import dev.turnpike.persistence.span.SpanSql;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The logs themselves, each as if it were a row of sums of one call. */
record LogRows(RollupQuery query, List<SpanField> by, long mostRows) implements Source {
  private static final String SUMS =
      """
      1 as requests, (s.status = 'failed')::int as errors, (s.cost_usd is null)::int as unpriced,
      (coalesce(s.extra ->> 'cache_bit', '') in ('true', '1'))::int as cache_hits,
      (jsonb_array_length(s.attempts) > 1)::int as retried,
      %s::int as fell_back,
      %s as prompt_tokens, %s as completion_tokens,
      s.tokens_cache_read as cache_read_tokens, s.tokens_cache_write as cache_write_tokens,
      s.tokens_reasoning as reasoning_tokens, coalesce(s.cost_usd, 0) as cost_usd,
      s.latency_us as latency_us, coalesce(s.ttft_us, 0) as ttft_us,
      (s.ttft_us is not null)::int as ttft_values, coalesce(%s, 0) as speed,
      (%s is not null)::int as speed_values\
      """
          .formatted(
              SpanSql.FELL_BACK,
              SpanSql.PROMPT_TOKENS,
              SpanSql.COMPLETION_TOKENS,
              SpanSql.TOKENS_PER_SECOND,
              SpanSql.TOKENS_PER_SECOND);

  LogRows {
    by = List.copyOf(by);
  }

  @Override
  public void append(SpanSql.Text text) {
    var buckets =
        query.measures().stream()
            .map(m -> ", " + bucket(m) + " as " + RollupColumns.counts(m))
            .collect(Collectors.joining());
    text.add("(select s.arrival as at, ")
        .add(Source.values(by, field -> SpanSql.expression(field) + "::text"))
        .add(", " + SUMS + buckets + " from span s");
    SpanConditions.append(
        text,
        new SpanQuery(
            query.organization(),
            query.from(),
            query.to(),
            query.conditions(),
            "id",
            true,
            null,
            0,
            1));
    text.add(mostRows == Long.MAX_VALUE ? ") r" : " limit " + (mostRows + 1) + ") r");
  }

  /** As {@link Measure#bucket} has it; null where there is no value. */
  private static String bucket(Measure measure) {
    var value =
        switch (measure) {
          case LATENCY -> "s.latency_us";
          case TIME_TO_FIRST_TOKEN -> "s.ttft_us";
          case SPEED -> SpanSql.TOKENS_PER_SECOND;
          case PROMPT_TOKENS -> "nullif(" + SpanSql.PROMPT_TOKENS + ", 0)";
          case COMPLETION_TOKENS -> "nullif(" + SpanSql.COMPLETION_TOKENS + ", 0)";
        };
    var last = measure.buckets() - 2;
    var lowest = measure.from(1);
    var perOctave = Math.log(2) / Math.log(measure.from(2) / lowest);
    return String.format(
        Locale.ROOT,
        "case when %s is null then null when %s < %s then 0 else least(floor(ln(%s / %s::float8) /"
            + " ln(2::float8) * %d + 1e-9), %d)::int + 1 end",
        value,
        value,
        lowest,
        value,
        lowest,
        Math.round(perOctave),
        last);
  }

  @Override
  public String count(Measure measure, int bucket) {
    return "count(*) filter (where r." + RollupColumns.counts(measure) + " = " + bucket + ")";
  }
}
