package dev.turnpike.core.stream;

/**
 * The way of one streamed answer from a provider's bytes to the caller's. Writes whole events only,
 * so that after any call the caller stands between two events: there an error or a heartbeat may
 * follow. One per exchange, not thread-safe, no I/O.
 */
public interface ReplyStream {
  /**
   * Takes bytes of the provider and writes what the caller gets for them at once. After a
   * {@linkplain StreamFacts#failure() failure} nothing more is written.
   */
  void feed(byte[] bytes, int from, int to, ByteSink out);

  /** The provider ended its answer properly: writes what is left. */
  void finish(ByteSink out);

  StreamFacts facts();
}
