package dev.turnpike.console.logs.export;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Cells of a CSV file. */
final class Csv {
  private Csv() {}

  /**
   * A value as a cell, quoted where it must be. A text that a spreadsheet would run as a formula
   * gets an apostrophe before it: customers' names come from anywhere.
   *
   * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV injection</a>
   */
  static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal number -> number.toPlainString();
      case Number number -> number.toString();
      case Object other -> quoted(harmless(other.toString()));
    };
  }

  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    var plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
