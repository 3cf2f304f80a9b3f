package dev.turnpike.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Counts events of the last minute in one-second steps, so that no minute, wherever it begins,
 * holds more than the limit. Not thread-safe.
 */
final class MinuteWindow {
  private static final int SECONDS = 60;

  private final int[] counts = new int[SECONDS];
  private long newest = Long.MIN_VALUE;
  private int sum;

  /** Takes one more unless the last minute holds {@code limit} already. */
  boolean take(int limit, Instant now) {
    advance(now.getEpochSecond());
    if (sum >= limit) {
      return false;
    }
    counts[slot(newest)]++;
    sum++;
    return true;
  }

  /** How long until {@link #take} may succeed under this limit. */
  Duration untilFree(int limit, Instant now) {
    advance(now.getEpochSecond());
    int left = sum;
    for (long second = newest - SECONDS + 1; second <= newest; second++) {
      left -= counts[slot(second)];
      if (left < limit) {
        return Duration.between(now, Instant.ofEpochSecond(second + SECONDS));
      }
    }
    return Duration.ofSeconds(SECONDS);
  }

  private void advance(long second) {
    if (newest == Long.MIN_VALUE || second - newest >= SECONDS) {
      Arrays.fill(counts, 0);
      sum = 0;
      newest = second;
      return;
    }
    // A clock set back leaves the newest second where it is.
    while (newest < second) {
      newest++;
      sum -= counts[slot(newest)];
      counts[slot(newest)] = 0;
    }
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}
