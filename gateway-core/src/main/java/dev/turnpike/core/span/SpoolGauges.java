package dev.turnpike.core.span;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The log pipeline's own state, for the console and for metrics. Thread-safe, not blocking.
 *
 * <p>{@code lost} counts spans that could not even be written to a segment; it stays 0 in health.
 */
public interface SpoolGauges {
  Reading read();

  record Reading(
      long queued,
      long queuedBytes,
      long spooled,
      long spooledBytes,
      long stored,
      long lost,
      long quarantined,
      @Nullable Instant lastStored,
      @Nullable String problem) {}
}
