package dev.turnpike.core.body.form;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of a header value, such as {@code form-data; name="model"}. */
final class HeaderParameters {
  private final String text;
  private final Map<String, String> read = new TreeMap<>();
  private int at;

  private HeaderParameters(String text) {
    this.text = text;
  }

  /** By lower-case name; of one given twice, the first. */
  static Map<String, String> of(String header) {
    var parameters = new HeaderParameters(header);
    parameters.read();
    return parameters.read;
  }

  private void read() {
    at = text.indexOf(';');
    while (at >= 0 && at < text.length()) {
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        return;
      }
      var name = text.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      at = equals + 1;
      read.putIfAbsent(name, at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
      at = text.indexOf(';', at);
    }
  }

  private String plain() {
    int end = text.indexOf(';', at);
    var value = text.substring(at, end < 0 ? text.length() : end).strip();
    at = end < 0 ? text.length() : end;
    return value;
  }

  private String quoted() {
    var value = new StringBuilder();
    int i = at + 1;
    for (; i < text.length() && text.charAt(i) != '"'; i++) {
      // Only the quote and the backslash are escaped; old browsers send paths with backslashes.
      if (text.charAt(i) == '\\'
          && i + 1 < text.length()
          && "\"\\".indexOf(text.charAt(i + 1)) >= 0) {
        i++;
      }
      value.append(text.charAt(i));
    }
    at = Math.min(text.length(), i + 1);
    return value.toString();
  }
}
