package dev.turnpike.core.snapshot;

/**
 * Makes a change usable. A use case calls {@link #publish} after its transaction and before it
 * answers: when it returns, this replica serves the new configuration; others follow within 2 s.
 */
public interface SnapshotPublisher {
  /** Blocking: reads what changed and swaps this replica's snapshot. */
  void publish();
}
