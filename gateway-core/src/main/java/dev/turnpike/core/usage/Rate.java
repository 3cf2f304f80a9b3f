package dev.turnpike.core.usage;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a million units cost, perhaps more from some length of prompt on. A tier holds for all units
 * of the call, not only for those past its start.
 *
 * @param tiers by their start, ascending
 */
public record Rate(BigDecimal base, List<Tier> tiers) {
  /**
   * @param start the prompt's tokens above which it holds
   */
  public record Tier(long start, BigDecimal price) {}

  public Rate {
    tiers = List.copyOf(tiers);
  }

  public static Rate of(BigDecimal price) {
    return new Rate(price, List.of());
  }

  BigDecimal at(long promptTokens) {
    for (var tier : tiers.reversed()) {
      if (promptTokens > tier.start) {
        return tier.price;
      }
    }
    return base;
  }
}
