package dev.turnpike.core.span;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The log pipeline's own state, for the console and for metrics. Thread-safe, not blocking.
 *
 * <p>Numbers count since the start of this process, but for what waits on disk.
 */
public interface SpoolGauges {
  Reading read();

  /**
   * One look at it.
   *
   * @param queued spans in memory, not yet in a segment file
   * @param spooled spans in segment files that are not stored yet
   * @param spooledBytes bytes of those files that are not stored yet
   * @param stored spans that were new to the database
   * @param repeated spans the database had already: a retry, or a restart before the checkpoint
   * @param shed spans whose bodies were dropped for want of room; their facts were kept
   * @param lost spans that could not even be written to a segment; 0 in health
   * @param damaged stretches of segment files that could not be read and were kept aside
   * @param quarantined spans the database refused for good, kept in files and replayable
   * @param problem what is wrong right now, one sentence; absent in health
   */
  record Reading(
      long queued,
      long queuedBytes,
      long spooled,
      long spooledBytes,
      long stored,
      long repeated,
      long shed,
      long lost,
      long damaged,
      long quarantined,
      @Nullable Instant lastStored,
      @Nullable String problem) {}
}
