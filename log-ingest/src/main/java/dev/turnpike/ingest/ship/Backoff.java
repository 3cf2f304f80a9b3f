package dev.turnpike.ingest.ship;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: 100 ms doubling up to 5 s, each varied by half. Not thread-safe. */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 5_000;

  private final RandomGenerator random;
  private long millis = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The pause after one more failure. */
  Duration next() {
    var pause = millis / 2 + random.nextLong(millis / 2 + 1);
    millis = Math.min(LONGEST_MILLIS, millis * 2);
    return Duration.ofMillis(pause);
  }

  boolean isFresh() {
    return millis == FIRST_MILLIS;
  }

  void reset() {
    millis = FIRST_MILLIS;
  }
}
