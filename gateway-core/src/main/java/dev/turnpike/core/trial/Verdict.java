package dev.turnpike.core.trial;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The answer to a {@link Question}. */
public enum Verdict {
  YES,
  NO,
  /** Neither can be told from what came back. */
  UNCLEAR;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Verdict> ofWire(String wire) {
    return Arrays.stream(values()).filter(v -> v.wire().equals(wire)).findFirst();
  }
}
