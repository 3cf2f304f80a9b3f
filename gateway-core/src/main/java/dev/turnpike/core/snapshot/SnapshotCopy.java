package dev.turnpike.core.snapshot;

import java.io.IOException;
import java.util.Optional;

/** The last configuration, kept where it outlives the process and the database. Blocking. */
public interface SnapshotCopy {
  /**
   * Replaces the copy, whole or not at all.
   *
   * @throws IOException when it could not be written; the copy before is still there
   */
  void save(Configuration configuration) throws IOException;

  /**
   * @return empty when there is none
   * @throws IOException when there is one, but it cannot be read: damaged, or of another master key
   */
  Optional<Configuration> load() throws IOException;
}
