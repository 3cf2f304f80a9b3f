package dev.turnpike.console.shell;

import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** How figures, times and names are written, everywhere the same. */
@TemplateExtension
public final class Formats {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Formats() {}

  /** An enum's constant as it stands in the code, for what looks up its word or class. */
  public static String name(Enum<?> constant) {
    return constant.name();
  }

  /** Money with every digit that is true, at least two: {@code $0.000042}, {@code $1.50}. */
  public static String usd(BigDecimal amount) {
    var plain = amount.stripTrailingZeros();
    return "$"
        + (plain.scale() < 2 ? plain.setScale(2, RoundingMode.UNNECESSARY) : plain).toPlainString();
  }

  /** Thousands apart by a narrow space that does not break. */
  public static String grouped(Number number) {
    return String.format(Locale.ROOT, "%,d", number.longValue()).replace(',', '\u202f');
  }

  /** Like {@code 774 ms}; seconds from one on, with at most two places: {@code 1.2 s}. */
  public static String span(Duration time) {
    var ms = time.toMillis();
    if (ms == 0 && time.toNanos() > 0) {
      return "< 1 ms";
    }
    if (ms < 1000) {
      return ms + "\u202fms";
    }
    var seconds = BigDecimal.valueOf(ms, 3).setScale(ms < 10_000 ? 2 : 1, RoundingMode.HALF_UP);
    return seconds.stripTrailingZeros().toPlainString() + "\u202fs";
  }

  /** Like {@code 3 min ago}; a date past a week. */
  public static String ago(Instant time) {
    var seconds = ChronoUnit.SECONDS.between(time, Instant.now());
    if (seconds < 0) {
      return until(-seconds, time);
    }
    if (seconds < 5) {
      return "just now";
    }
    if (seconds < 60) {
      return seconds + " s ago";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min ago";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h ago";
    }
    return seconds < 7 * 86_400 ? seconds / 86_400 + " d ago" : DAY.format(time);
  }

  private static String until(long seconds, Instant time) {
    if (seconds < 5) {
      return "just now";
    }
    if (seconds < 3600) {
      return "in " + Math.max(1, seconds / 60) + " min";
    }
    return seconds < 86_400 ? "in " + seconds / 3600 + " h" : DAY.format(time);
  }

  public static String exact(Instant time) {
    return EXACT.format(time);
  }

  /** One of twelve colours, always the same for the same text. */
  public static int hue(String text) {
    return Math.floorMod(text.hashCode() * 31 + text.length(), 12);
  }

  /** One or two letters that stand for a name. */
  public static String initials(String name) {
    var words = name.strip().split("[\\s._/-]+");
    var text = new StringBuilder();
    for (var word : words) {
      if (!word.isEmpty() && text.codePointCount(0, text.length()) < 2) {
        text.appendCodePoint(word.codePointAt(0));
      }
    }
    return text.isEmpty() ? "?" : text.toString().toUpperCase(Locale.ROOT);
  }

  /** As a value in an address's query. */
  public static String inQuery(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The first characters of a text. */
  public static String shortened(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  /** The first few. */
  public static <T> List<T> shortened(List<T> all, int most) {
    return all.subList(0, Math.min(all.size(), most));
  }
}
