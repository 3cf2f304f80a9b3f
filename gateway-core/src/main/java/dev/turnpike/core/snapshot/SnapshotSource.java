package dev.turnpike.core.snapshot;

/** Where the data plane takes the current snapshot: one volatile read, never blocking. */
public interface SnapshotSource {
  Snapshot current();
}
