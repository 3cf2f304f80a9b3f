package dev.turnpike.core.access.stray;

import java.time.Instant;

/**
 * A request that reached no model and no log.
 *
 * @param path as it was asked for, without its query, which may hold a key; cut when it is long
 */
public record Stray(Instant at, String path, Reason reason) {
  private static final int LONGEST = 200;

  /** Why it led nowhere. */
  public enum Reason {
    /** It showed no key. */
    NO_KEY,
    /** Its Authorization header holds no key. */
    GARBLED_KEY,
    /** Its key belongs to nobody. */
    UNKNOWN_KEY,
    /** Nothing is served at its path. */
    NO_SUCH_PATH
  }

  public Stray {
    path = path.length() > LONGEST ? path.substring(0, LONGEST) + "…" : path;
  }
}
