package dev.turnpike.console.range;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The stretches of time that menus offer, each ending now. */
public enum Period {
  QUARTER_HOUR("15m", "Last 15 minutes", Duration.ofMinutes(15)),
  HOUR("1h", "Last hour", Duration.ofHours(1)),
  SIX_HOURS("6h", "Last 6 hours", Duration.ofHours(6)),
  DAY("24h", "Last 24 hours", Duration.ofDays(1)),
  WEEK("7d", "Last 7 days", Duration.ofDays(7)),
  MONTH("30d", "Last 30 days", Duration.ofDays(30)),
  QUARTER("90d", "Last 90 days", Duration.ofDays(90));

  private final String code;
  private final String words;
  private final Duration length;

  Period(String code, String words, Duration length) {
    this.code = code;
    this.words = words;
    this.length = length;
  }

  /** As an address says it. */
  public String code() {
    return code;
  }

  public String words() {
    return words;
  }

  public Duration length() {
    return length;
  }

  public static Optional<Period> find(String code) {
    return Arrays.stream(values()).filter(p -> p.code.equals(code)).findFirst();
  }
}
