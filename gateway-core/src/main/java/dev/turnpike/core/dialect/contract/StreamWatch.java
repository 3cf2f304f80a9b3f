package dev.turnpike.core.dialect.contract;

import org.jspecify.annotations.Nullable;

/**
 * Looks at a provider's stream that is passed on as it came, and notes what it means. Reads without
 * building trees: it stands beside every token of a relayed call. One per exchange; not
 * thread-safe.
 */
public interface StreamWatch {
  /**
   * One server-sent event with data.
   *
   * @param event its {@code event} field; absent for the default type
   * @param data the array its data stands in; valid during the call only
   */
  void event(@Nullable String event, byte[] data, int from, int to);

  /** The provider closed its stream as HTTP ends one. */
  void end();
}
