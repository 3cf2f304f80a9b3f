package dev.turnpike.console.overview;

import dev.turnpike.console.shell.Formats;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Figures of many calls in words, rounded to what a chart can show. */
final class Words {
  /** Stands where there is no figure. */
  static final String NONE = "–";

  private Words() {}

  /** Like {@code 950}, {@code 12.4 k} or {@code 3.1 M}. */
  static String count(double number) {
    if (number < 10_000) {
      return Formats.grouped(Math.round(number));
    }
    if (number < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f\u202fk", number / 1_000);
    }
    return number < 1e9
        ? String.format(Locale.ROOT, "%.1f\u202fM", number / 1e6)
        : String.format(Locale.ROOT, "%.1f\u202fG", number / 1e9);
  }

  /** Whole calls on an axis: none is half. */
  static String calls(double number) {
    return number != Math.rint(number) && number < 10 ? "" : count(number);
  }

  /** Cents from one dollar on, three significant digits below. */
  static String money(BigDecimal usd) {
    if (usd.signum() == 0) {
      return "$0.00";
    }
    if (usd.abs().compareTo(BigDecimal.ONE) >= 0) {
      return "$" + String.format(Locale.ROOT, "%,.2f", usd).replace(',', '\u202f');
    }
    return Formats.usd(usd.round(new MathContext(3, RoundingMode.HALF_UP)));
  }

  static String money(double usd) {
    return money(new BigDecimal(usd, new MathContext(6)));
  }

  static String micros(double micros) {
    return Formats.span(Duration.ofNanos((long) (micros * 1_000)));
  }

  /** Never a round 0 % or 100 % that is not true. */
  static String percent(long part, long whole) {
    if (whole == 0) {
      return NONE;
    }
    var percent = 100.0 * part / whole;
    var text = String.format(Locale.ROOT, "%.2f", percent);
    if (part > 0 && text.equals("0.00")) {
      return "< 0.01\u202f%";
    }
    if (part < whole && text.equals("100.00")) {
      return "> 99.99\u202f%";
    }
    return text.replaceAll("\\.?0+$", "") + "\u202f%";
  }

  /** How much more or less than before; empty when there was nothing before. */
  static String change(double now, double before) {
    if (before == 0) {
      return "";
    }
    var percent = Math.round(100 * (now - before) / before);
    if (percent == 0) {
      return "unchanged";
    }
    if (percent > 999) {
      return "over 10 times as much";
    }
    return (percent > 0 ? "↑ " : "↓ ") + Math.abs(percent) + "\u202f%";
  }
}
