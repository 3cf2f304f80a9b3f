package dev.turnpike.core.stream.frames;

import org.jspecify.annotations.Nullable;

/**
 * Takes a provider's stream as it arrives and hands over its events one by one. An event may span
 * chunks. Not thread-safe: one per exchange.
 */
public interface Frames {
  /** Who gets the events. */
  interface Sink {
    /**
     * @param name of the event; absent when it has none
     * @param data its payload as text; never blank
     */
    void event(@Nullable String name, String data);
  }

  void feed(byte[] bytes, int from, int to);

  /** The stream is over: hands over what the framing lets stand unfinished. */
  void finish();

  /** Bytes of an event that is not whole yet. */
  int pending();

  /** Why the bytes make no sense, after which nothing more is handed over; absent while they do. */
  @Nullable String broken();
}
