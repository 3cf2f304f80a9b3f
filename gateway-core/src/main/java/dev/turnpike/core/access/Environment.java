package dev.turnpike.core.access;

import java.util.Locale;

/** The environment a virtual key belongs to; the key decides it, a body never does. */
public enum Environment {
  PROD,
  TEST;

  /** The form on the wire and in tables: {@code prod} or {@code test}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
