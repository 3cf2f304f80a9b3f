package dev.turnpike.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a virtual key may do. Each right is its own tick; the first key of an installation has all.
 */
public enum Right {
  /** Call models through the gateway. */
  CALLS,
  /** Write and read logs, traces and users. */
  LOGS,
  /** Create, change and delete providers, models and keys. */
  MANAGEMENT;

  /** The form on the wire, and the role that resources name: {@code calls}, {@code logs} … */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Right> ofWire(String wire) {
    return Arrays.stream(values()).filter(right -> right.wire().equals(wire)).findFirst();
  }
}
