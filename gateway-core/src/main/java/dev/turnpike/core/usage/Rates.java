package dev.turnpike.core.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * All a model costs at one time, in USD per million tokens. A bucket without a rate of its own
 * costs as the one it is part of: cached and audio prompt tokens as input, hidden reasoning and
 * audio as output.
 *
 * @param perThousandCalls what a thousand calls cost besides
 */
public record Rates(
    @Nullable Rate input,
    @Nullable Rate output,
    @Nullable Rate cacheRead,
    @Nullable Rate cacheWrite,
    @Nullable Rate audioInput,
    @Nullable Rate audioOutput,
    @Nullable Rate reasoning,
    @Nullable BigDecimal perThousandCalls) {
  private static final int SCALE = 12;

  /** Nothing is known. */
  public static final Rates UNKNOWN = new Rates(null, null, null, null, null, null, null, null);

  /**
   * The cost of a call.
   *
   * @param estimated whether the token counts were estimated rather than reported
   * @return unpriced when a bucket that holds tokens has no price
   */
  public Cost cost(Usage usage, boolean estimated) {
    long prompt = usage.prompt();
    var sum = BigDecimal.ZERO;
    for (var part :
        new Part[] {
          new Part(usage.input(), input),
          new Part(usage.cacheRead(), cacheRead != null ? cacheRead : input),
          new Part(usage.cacheWrite(), cacheWrite != null ? cacheWrite : input),
          new Part(usage.audioInput(), audioInput != null ? audioInput : input),
          new Part(usage.output(), output),
          new Part(usage.reasoning(), reasoning != null ? reasoning : output),
          new Part(usage.audioOutput(), audioOutput != null ? audioOutput : output)
        }) {
      if (part.tokens == 0) {
        continue;
      }
      if (part.rate == null) {
        return Cost.UNPRICED;
      }
      sum = sum.add(part.rate.at(prompt).multiply(BigDecimal.valueOf(part.tokens)));
    }
    if (input == null && output == null && perThousandCalls == null) {
      return Cost.UNPRICED;
    }
    var usd = sum.movePointLeft(6);
    if (perThousandCalls != null) {
      usd = usd.add(perThousandCalls.movePointLeft(3));
    }
    return new Cost(
        usd.setScale(SCALE, RoundingMode.HALF_EVEN),
        estimated ? Cost.Basis.ESTIMATED : Cost.Basis.COMPUTED);
  }

  /** The four prices a log row shows, for a prompt of this length. */
  public Price shown(long promptTokens) {
    return new Price(
        price(input, promptTokens),
        price(output, promptTokens),
        price(cacheRead, promptTokens),
        price(cacheWrite, promptTokens));
  }

  private static @Nullable BigDecimal price(@Nullable Rate rate, long promptTokens) {
    return rate == null ? null : rate.at(promptTokens);
  }

  private record Part(long tokens, @Nullable Rate rate) {}
}
