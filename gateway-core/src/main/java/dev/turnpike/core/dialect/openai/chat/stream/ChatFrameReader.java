package dev.turnpike.core.dialect.openai.chat.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.turnpike.core.dialect.contract.StreamNotes;
import dev.turnpike.core.dialect.contract.StreamWatch;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiErrors;
import dev.turnpike.core.usage.OpenAiUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Watches the frames of a chat stream, each read in one pass and without a tree. Reads whole
 * completions too: a {@code message} counts as a {@code delta}. The older completions, whose
 * choices hold a {@code text}, are read as well.
 */
public final class ChatFrameReader implements StreamWatch {
  private static final JsonFactory JSON = new JsonFactory();

  /** What a frame was for. */
  public enum Kind {
    ORDINARY,
    /** The last one, with usage and without choices, which is sent only to who asks for it. */
    USAGE_ONLY,
    /** Not a JSON object. */
    GARBAGE,
    /** An error told in the stream. */
    ERROR
  }

  private final StreamNotes notes;
  private boolean identified;
  private boolean finished;
  private boolean choicesEmpty;
  private boolean usageSeen;
  private boolean errorSeen;

  public ChatFrameReader(StreamNotes notes) {
    this.notes = notes;
  }

  @Override
  public void event(@Nullable String event, byte[] data, int from, int to) {
    if (read(data, from, to) == Kind.GARBAGE) {
      notes.garbage("it sent an event that is not JSON.");
    }
  }

  @Override
  public void end() {
    if (finished) {
      notes.ended();
    }
  }

  /** Reads one frame, or a whole completion. */
  public Kind read(byte[] bytes, int from, int to) {
    choicesEmpty = false;
    usageSeen = false;
    errorSeen = false;
    try (var json = JSON.createParser(bytes, from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Kind.GARBAGE;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        member(json, json.currentName());
      }
      if (json.nextToken() != null) {
        return Kind.GARBAGE;
      }
    } catch (JsonProcessingException e) {
      return Kind.GARBAGE;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    if (errorSeen) {
      failed(bytes, from, to);
      return Kind.ERROR;
    }
    return choicesEmpty && usageSeen ? Kind.USAGE_ONLY : Kind.ORDINARY;
  }

  /** Seldom: then a tree does no harm. */
  private void failed(byte[] bytes, int from, int to) {
    var frame = Json.objectOrNull(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    if (frame != null) {
      notes.failed(OpenAiErrors.inStream(frame.path("error")));
    }
  }

  private void member(JsonParser json, String name) throws IOException {
    var token = json.nextToken();
    switch (name) {
      case "id" -> {
        if (token == JsonToken.VALUE_STRING && !identified) {
          identified = true;
          notes.responseId(json.getText());
        }
      }
      case "usage" -> {
        if (token == JsonToken.START_OBJECT) {
          usageSeen = true;
          notes.usage(OpenAiUsage.read(json));
        }
      }
      case "choices" -> {
        if (token == JsonToken.START_ARRAY) {
          choices(json);
        }
      }
      case "error" -> {
        if (token != JsonToken.VALUE_NULL) {
          errorSeen = true;
          json.skipChildren();
        }
      }
      default -> json.skipChildren();
    }
  }

  private void choices(JsonParser json) throws IOException {
    choicesEmpty = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      choicesEmpty = false;
      if (json.currentToken() == JsonToken.START_OBJECT) {
        choice(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void choice(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (name.equals("finish_reason") && token == JsonToken.VALUE_STRING) {
        finished = true;
        notes.finished();
      } else if ((name.equals("delta") || name.equals("message"))
          && token == JsonToken.START_OBJECT) {
        delta(json);
      } else if (name.equals("text") && token == JsonToken.VALUE_STRING) {
        text(json); // of the older completions, which have no messages
      } else {
        json.skipChildren();
      }
    }
  }

  /**
   * Any text in a delta is content, but for its role and names: vendors call reasoning by many
   * names.
   */
  private void delta(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        if (!name.equals("role") && json.getTextLength() > 0) {
          notes.content(json.getTextLength());
        }
      } else if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
        nested(json);
      }
    }
  }

  private void text(JsonParser json) throws IOException {
    if (json.getTextLength() > 0) {
      notes.content(json.getTextLength());
    }
  }

  private void nested(JsonParser json) throws IOException {
    int depth = 1;
    while (depth > 0) {
      switch (json.nextToken()) {
        case START_ARRAY, START_OBJECT -> depth++;
        case END_ARRAY, END_OBJECT -> depth--;
        case VALUE_STRING -> {
          if (json.getTextLength() > 0) {
            notes.content(json.getTextLength());
          }
        }
        default -> {
          // names, numbers and literals are not text a model produced
        }
      }
    }
  }
}
