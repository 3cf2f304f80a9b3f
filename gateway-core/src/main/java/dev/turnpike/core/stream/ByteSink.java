package dev.turnpike.core.stream;

/** Takes bytes on their way to the caller. */
@FunctionalInterface
public interface ByteSink {
  /** Copies what it keeps: the array is used again after the call. */
  void write(byte[] bytes, int from, int to);
}
