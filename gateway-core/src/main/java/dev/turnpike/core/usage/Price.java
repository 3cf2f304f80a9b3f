package dev.turnpike.core.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Price of a model in USD per one million tokens; absent means unknown, which is not free.
 *
 * @param cacheRead prompt tokens served from cache; when absent they cost as input
 * @param cacheWrite prompt tokens written to cache; when absent they cost as input
 */
public record Price(
    @Nullable BigDecimal input,
    @Nullable BigDecimal output,
    @Nullable BigDecimal cacheRead,
    @Nullable BigDecimal cacheWrite) {
  public static final Price UNKNOWN = new Price(null, null, null, null);

  public Price {
    requireNotNegative(input);
    requireNotNegative(output);
    requireNotNegative(cacheRead);
    requireNotNegative(cacheWrite);
  }

  private static void requireNotNegative(@Nullable BigDecimal price) {
    if (price != null && price.signum() < 0) {
      throw new IllegalArgumentException("negative price: " + price);
    }
  }
}
