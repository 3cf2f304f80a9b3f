package dev.turnpike.core.trace;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sums over traces.
 *
 * @param averageDuration absent when there are none
 */
public record TraceSummary(long traces, Trace.Totals totals, @Nullable Duration averageDuration) {}
