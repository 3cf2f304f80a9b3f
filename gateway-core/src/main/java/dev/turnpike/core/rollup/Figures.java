package dev.turnpike.core.rollup;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What some calls add up to.
 *
 * @param distributions those that were asked for
 */
public record Figures(
    Calls calls,
    Tokens tokens,
    BigDecimal costUsd,
    Sum latency,
    Sum timeToFirstToken,
    Sum speed,
    Map<Measure, Distribution> distributions) {
  public static final Figures NONE =
      new Figures(
          new Calls(0, 0, 0, 0, 0, 0),
          new Tokens(0, 0, 0, 0, 0),
          BigDecimal.ZERO,
          Sum.NONE,
          Sum.NONE,
          Sum.NONE,
          Map.of());

  public Figures {
    var copy = new EnumMap<Measure, Distribution>(Measure.class);
    copy.putAll(distributions);
    distributions = Collections.unmodifiableMap(copy);
  }

  /**
   * How many calls.
   *
   * @param errors those whose status is failed
   * @param unpriced those whose cost is not known: the sum of costs lacks them
   * @param cacheHits answered from the gateway's own cache
   * @param retried those that took more than one attempt
   * @param fellBack those of them that ended at another provider or model than they began
   */
  public record Calls(
      long requests, long errors, long unpriced, long cacheHits, long retried, long fellBack) {
    Calls plus(Calls other) {
      return new Calls(
          requests + other.requests,
          errors + other.errors,
          unpriced + other.unpriced,
          cacheHits + other.cacheHits,
          retried + other.retried,
          fellBack + other.fellBack);
    }
  }

  /**
   * How many tokens.
   *
   * @param prompt all that went in, cached ones included
   * @param completion all that came out, reasoning included
   */
  public record Tokens(
      long prompt, long completion, long cacheRead, long cacheWrite, long reasoning) {
    public long total() {
      return prompt + completion;
    }

    Tokens plus(Tokens other) {
      return new Tokens(
          prompt + other.prompt,
          completion + other.completion,
          cacheRead + other.cacheRead,
          cacheWrite + other.cacheWrite,
          reasoning + other.reasoning);
    }
  }

  /**
   * Values added up, and how many they were. Times are in microseconds, speed in completion tokens
   * a second.
   */
  public record Sum(double sum, long count) {
    public static final Sum NONE = new Sum(0, 0);

    /** Empty when there were none. */
    public OptionalDouble average() {
      return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    Sum plus(Sum other) {
      return new Sum(sum + other.sum, count + other.count);
    }
  }

  public long requests() {
    return calls.requests();
  }

  public long errors() {
    return calls.errors();
  }

  /** The distribution of a measure; without any value when it was not asked for. */
  public Distribution distribution(Measure measure) {
    var known = distributions.get(measure);
    return known == null ? Distribution.none(measure) : known;
  }

  /** Both together. */
  public Figures plus(Figures other) {
    var all = new EnumMap<Measure, Distribution>(Measure.class);
    all.putAll(distributions);
    other.distributions.forEach((measure, its) -> all.merge(measure, its, Distribution::plus));
    return new Figures(
        calls.plus(other.calls),
        tokens.plus(other.tokens),
        costUsd.add(other.costUsd),
        latency.plus(other.latency),
        timeToFirstToken.plus(other.timeToFirstToken),
        speed.plus(other.speed),
        all);
  }
}
