package dev.turnpike.core.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The words of an error value, whatever form a provider gave it. */
final class ErrorText {
  private static final String NONE = "it reported an error in its stream.";

  private ErrorText() {}

  /** Reads the value the parser stands on, to its end. */
  static String read(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return NONE;
    }
    var text = NONE;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("message")) {
        text = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return text;
  }
}
