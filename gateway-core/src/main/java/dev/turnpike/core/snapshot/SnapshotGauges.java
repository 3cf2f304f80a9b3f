package dev.turnpike.core.snapshot;

import dev.turnpike.core.catalog.Provider;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How current this gateway's configuration is, for health, metrics and the console. Thread-safe.
 */
public interface SnapshotGauges {
  Reading read();

  /**
   * @param version the version served; 0 when nothing could be read yet
   * @param fromDisk whether it is the copy on disk, not yet confirmed by the database
   * @param confirmedAt when the database was last seen to have this very version
   * @param failures reads of the database that failed, since the start
   * @param problem why the last one failed, in a sentence; absent in health
   * @param unreadable providers whose stored credential must be entered again
   */
  record Reading(
      long version,
      boolean fromDisk,
      @Nullable Instant confirmedAt,
      long failures,
      @Nullable String problem,
      List<Provider> unreadable) {
    public Reading {
      unreadable = List.copyOf(unreadable);
    }
  }
}
