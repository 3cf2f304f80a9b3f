package dev.turnpike.core.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Money for one call, in USD, and on what it rests.
 *
 * @param usd absent exactly when the basis is {@link Basis#UNPRICED}
 */
public record Cost(@Nullable BigDecimal usd, Basis basis) {
  /** On what a cost rests; never guessed silently. */
  public enum Basis {
    /** Told by the provider, or by the client that logged the call. */
    REPORTED,
    /** Reported token counts times known prices. */
    COMPUTED,
    /** Token counts were estimated. */
    ESTIMATED,
    /** No price is known. */
    UNPRICED
  }

  public static final Cost UNPRICED = new Cost(null, Basis.UNPRICED);

  public Cost {
    if ((usd == null) != (basis == Basis.UNPRICED)) {
      throw new IllegalArgumentException("a cost has an amount unless it is unpriced");
    }
  }
}
