package dev.turnpike.core.access;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of a virtual key; an absent one does not bound.
 *
 * @param expiresAt the key is refused from this instant on
 * @param maxCalls calls over the key's whole life, at least 0
 * @param callsPerMinute calls in any one minute, at least 1
 * @param spendingUsd money over the key's whole life, in USD, at least 0
 */
public record KeyLimits(
    @Nullable Instant expiresAt,
    @Nullable Long maxCalls,
    @Nullable Integer callsPerMinute,
    @Nullable BigDecimal spendingUsd) {

  /** No bounds at all. */
  public static final KeyLimits NONE = new KeyLimits(null, null, null, null);
}
