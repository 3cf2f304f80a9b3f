package dev.turnpike.core.body;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Small pieces of JSON as text. */
public final class JsonText {
  /** Reads and writes trees; never reconfigured. */
  static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}

  /** The text as a JSON string, quotes included. */
  public static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
