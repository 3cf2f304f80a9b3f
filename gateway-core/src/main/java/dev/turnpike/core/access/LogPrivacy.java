package dev.turnpike.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How much of a call's texts is kept in its log. Facts (tokens, cost, times, status) are kept under
 * each of them. In order of strictness: where a key and a request disagree, the stricter one holds.
 */
public enum LogPrivacy {
  /** The texts as they passed; media by hash and size. */
  FULL,
  /** The texts without what looks like personal data or a secret. */
  REDACTED,
  /** Of each text its SHA-256 and length. */
  HASH,
  /** No text at all. */
  NONE;

  /** As the wire names it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one a wire name stands for; empty for other text. */
  public static Optional<LogPrivacy> ofWire(String text) {
    return Arrays.stream(values()).filter(one -> one.wire().equals(text)).findFirst();
  }

  /** All wire names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(LogPrivacy::wire).collect(Collectors.joining(", "));
  }

  /** The one that keeps less. */
  public LogPrivacy stricter(LogPrivacy other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
