package dev.turnpike.core.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Usage times price. Decimal arithmetic throughout; the result has twelve digits after the point.
 */
public final class CostCalculator {
  private static final int SCALE = 12;

  private CostCalculator() {}

  /**
   * The cost of the usage at the price.
   *
   * @param estimated whether the token counts were estimated rather than reported
   * @return unpriced when a bucket that holds tokens has no price
   */
  public static Cost cost(Usage usage, Price price, boolean estimated) {
    long fullInput = usage.input() + usage.audioInput();
    var sum = BigDecimal.ZERO;
    for (var part :
        new Part[] {
          new Part(fullInput, price.input()),
          new Part(usage.cacheRead(), orElse(price.cacheRead(), price.input())),
          new Part(usage.cacheWrite(), orElse(price.cacheWrite(), price.input())),
          new Part(usage.completion(), price.output())
        }) {
      if (part.tokens == 0) {
        continue;
      }
      if (part.perMillion == null) {
        return Cost.UNPRICED;
      }
      sum = sum.add(part.perMillion.multiply(BigDecimal.valueOf(part.tokens)));
    }
    if (usage.total() == 0 && price.input() == null && price.output() == null) {
      return Cost.UNPRICED;
    }
    return new Cost(
        sum.movePointLeft(6).setScale(SCALE, RoundingMode.HALF_EVEN),
        estimated ? Cost.Basis.ESTIMATED : Cost.Basis.COMPUTED);
  }

  private static @Nullable BigDecimal orElse(@Nullable BigDecimal own, @Nullable BigDecimal other) {
    return own != null ? own : other;
  }

  private record Part(long tokens, @Nullable BigDecimal perMillion) {}
}
