package dev.turnpike.core.exchange.entrance;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids of calls: UUIDs of version 7, which sort by time. */
public final class LogId {
  private LogId() {}

  /**
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, version
   *     7</a>
   */
  public static String mint(long epochMillis, RandomGenerator random) {
    long high = epochMillis << 16 | 0x7000 | (random.nextInt() & 0xfff);
    long low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
