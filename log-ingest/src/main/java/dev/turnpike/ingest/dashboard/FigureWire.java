package dev.turnpike.ingest.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Figures as clients read them: seconds, USD and percent as plain numbers. */
final class FigureWire {
  /** Wire name of a measure's quantiles, and what a unit of it is there. */
  enum Quantiles {
    LATENCY("latency_quantiles", Measure.LATENCY, 1e-6),
    TTFT("ttft_quantiles", Measure.TIME_TO_FIRST_TOKEN, 1e-6),
    TPS("tps_quantiles", Measure.SPEED, 1),
    PROMPT("prompt_tokens_quantiles", Measure.PROMPT_TOKENS, 1),
    COMPLETION("completion_tokens_quantiles", Measure.COMPLETION_TOKENS, 1);

    private final String wire;
    private final Measure measure;
    private final double unit;

    Quantiles(String wire, Measure measure, double unit) {
      this.wire = wire;
      this.measure = measure;
      this.unit = unit;
    }

    String wire() {
      return wire;
    }

    Measure measure() {
      return measure;
    }
  }

  private static final List<Integer> SHARES = List.of(50, 90, 95, 99);

  private FigureWire() {}

  /** All metrics of the wire; {@code seconds} is the length of what they are of. */
  static ObjectNode metrics(Figures figures, Duration length) {
    var wire = JsonNodeFactory.instance.objectNode();
    var requests = figures.requests();
    var tokens = figures.tokens();
    wire.put("number_of_requests", requests)
        .put("total_cost", plain(figures.costUsd()))
        .put("unpriced_requests", figures.calls().unpriced())
        .put("total_prompt_tokens", tokens.prompt())
        .put("total_completion_tokens", tokens.completion())
        .put("total_tokens", tokens.total())
        .put("error_count", figures.errors())
        .put("error_percentage", percent(figures.errors(), requests))
        .put("average_prompt_tokens", ratio(tokens.prompt(), requests))
        .put("average_completion_tokens", ratio(tokens.completion(), requests))
        .put("average_tokens", ratio(tokens.total(), requests))
        .put("average_cost", averageCost(figures))
        .put("average_latency", seconds(figures.latency().average()))
        .put("average_ttft", seconds(figures.timeToFirstToken().average()))
        .put("average_tps", figures.speed().average().orElse(0))
        .put("latency", seconds(figures.latency().average()))
        .put("time_to_first_token", seconds(figures.timeToFirstToken().average()))
        .put("prompt_cache_hit_tokens", tokens.cacheRead())
        .put("reasoning_tokens", tokens.reasoning())
        .put("cache_hit_percentage", percent(figures.calls().cacheHits(), requests))
        .put("requests_per_second", ratio(requests, length.toSeconds()));
    return wire;
  }

  /** {@code latency_quantiles_p_50} and so on; null where nothing had the value. */
  static void quantiles(ObjectNode wire, Figures figures, Iterable<Quantiles> asked) {
    for (var quantiles : asked) {
      var distribution = figures.distribution(quantiles.measure());
      for (var share : SHARES) {
        var value = distribution.quantile(share / 100.0);
        var name = quantiles.wire() + "_p_" + share;
        if (value.isPresent()) {
          wire.put(name, value.getAsDouble() * quantiles.unit);
        } else {
          wire.putNull(name);
        }
      }
    }
  }

  static BigDecimal averageCost(Figures figures) {
    return figures.requests() == 0
        ? BigDecimal.ZERO
        : plain(
            figures
                .costUsd()
                .divide(BigDecimal.valueOf(figures.requests()), 12, RoundingMode.HALF_UP));
  }

  static double percent(long part, long whole) {
    return whole == 0 ? 0 : part * 100.0 / whole;
  }

  private static double ratio(long sum, long count) {
    return count == 0 ? 0 : (double) sum / count;
  }

  static double seconds(OptionalDouble micros) {
    return micros.orElse(0) / 1e6;
  }

  /** Without trailing zeros, and never in powers of ten. */
  static BigDecimal plain(BigDecimal value) {
    var stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
