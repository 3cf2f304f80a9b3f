package dev.turnpike.core.dialect.contract.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.StreamNotes;
import dev.turnpike.core.dialect.contract.StreamWatch;
import dev.turnpike.core.dialect.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the frames of a stream apart for a dialect's watch: each must be one JSON object, whose
 * members are handed over one by one. Extended by the rooms; after {@link #over} nothing more is
 * looked at.
 */
public abstract class FrameWatch implements StreamWatch {
  private static final String NOT_JSON = "The provider's stream holds a frame that is not JSON.";

  /** Names and marks that are strings, yet nothing a model said. */
  private static final Set<String> NO_TEXT =
      Set.of("role", "type", "id", "signature", "data", "mimeType", "thoughtSignature", "call_id");

  protected final StreamNotes notes;
  private String type = "";
  private boolean error;
  private boolean over;

  protected FrameWatch(StreamNotes notes) {
    this.notes = notes;
  }

  @Override
  public final void event(@Nullable String event, byte[] data, int from, int to) {
    if (over) {
      return;
    }
    type = "";
    error = false;
    if (!members(data, from, to)) {
      over = true;
      notes.garbage(NOT_JSON);
      return;
    }
    var kind = type.isEmpty() && event != null ? event : type;
    if (error || kind.equals("error")) {
      over = true;
      var frame = Json.objectOrNull(new String(data, from, to - from, StandardCharsets.UTF_8));
      failed(kind, frame == null ? Json.object() : frame);
    } else {
      seen(kind);
    }
  }

  private boolean members(byte[] data, int from, int to) {
    try (var json = Json.parser(data, from, to)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        var token = json.nextToken();
        if (name.equals("type") && token == JsonToken.VALUE_STRING) {
          type = json.getText();
        } else if (name.equals("error") && token != JsonToken.VALUE_NULL) {
          error = true;
          json.skipChildren();
        } else {
          member(name, json);
        }
      }
      return json.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** A member of the frame; the parser stands on its value and must be left at the value's end. */
  protected abstract void member(String name, JsonParser json) throws IOException;

  /**
   * All members of a frame were seen.
   *
   * @param kind its {@code type}, or that of the event; empty where the dialect has none
   */
  protected abstract void seen(String kind);

  /** The frame tells an error. */
  protected abstract void failed(String kind, ObjectNode frame);

  /** Nothing that follows counts. */
  protected final void over() {
    over = true;
  }

  protected final boolean isOver() {
    return over;
  }

  /** Notes the texts in the value the parser stands on. */
  protected final void texts(JsonParser json) throws IOException {
    int depth = 0;
    do {
      switch (json.currentToken()) {
        case START_ARRAY, START_OBJECT -> depth++;
        case END_ARRAY, END_OBJECT -> depth--;
        case VALUE_STRING -> text(json);
        default -> {
          // names, numbers and literals are not text a model produced
        }
      }
      if (depth > 0) {
        json.nextToken();
      }
    } while (depth > 0);
  }

  private void text(JsonParser json) throws IOException {
    var name = json.currentName();
    if (json.getTextLength() > 0 && (name == null || !NO_TEXT.contains(name))) {
      notes.content(json.getTextLength());
    }
  }
}
