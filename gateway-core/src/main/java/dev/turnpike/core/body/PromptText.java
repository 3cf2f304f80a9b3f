package dev.turnpike.core.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** How much text a prompt holds, for estimates. */
public final class PromptText {
  private static final JsonFactory JSON = new JsonFactory();

  /** Members whose texts a model reads; others are names, kinds and media. */
  private static final Set<String> READ =
      Set.of("content", "text", "arguments", "system", "instructions", "input", "prompt");

  private PromptText() {}

  /** Bytes of the texts in this request, media not counted. */
  public static int bytes(ScannedBody body) {
    int sum = 0;
    try (var json = JSON.createParser(body.bytes())) {
      for (var token = json.nextToken(); token != null; token = json.nextToken()) {
        var name = json.currentName();
        if (token == JsonToken.VALUE_STRING && name != null && READ.contains(name)) {
          sum += json.getTextLength();
        }
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException("a body that was scanned does not parse", e);
    }
  }
}
