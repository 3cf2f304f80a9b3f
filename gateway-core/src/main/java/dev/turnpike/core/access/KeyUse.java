package dev.turnpike.core.access;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a virtual key has done so far: counters kept with the logs, exact once these are stored. */
public record KeyUse(long calls, BigDecimal spentUsd, @Nullable Instant lastUsedAt) {
  public static final KeyUse NONE = new KeyUse(0, BigDecimal.ZERO, null);
}
