package dev.turnpike.core.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.turnpike.core.usage.OpenAiUsage;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads one JSON frame of an OpenAI chat stream into {@link StreamFacts}, in one pass and without a
 * tree. Reads whole completions too: a {@code message} counts as a {@code delta}.
 */
public final class ChatFrameReader {
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

  private final StreamFacts facts;
  private boolean choicesEmpty;
  private boolean usageSeen;
  private boolean errorSeen;

  public ChatFrameReader(StreamFacts facts) {
    this.facts = facts;
  }

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
      return Kind.ERROR;
    }
    return choicesEmpty && usageSeen ? Kind.USAGE_ONLY : Kind.ORDINARY;
  }

  private void member(JsonParser json, String name) throws IOException {
    var token = json.nextToken();
    switch (name) {
      case "id" -> {
        if (token == JsonToken.VALUE_STRING && facts.responseId() == null) {
          facts.responseId(json.getText());
        }
      }
      case "usage" -> {
        if (token == JsonToken.START_OBJECT) {
          usageSeen = true;
          facts.usage(OpenAiUsage.read(json));
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
          facts.failed(ErrorText.read(json));
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
        facts.finished();
      } else if ((name.equals("delta") || name.equals("message"))
          && token == JsonToken.START_OBJECT) {
        delta(json);
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
          facts.content(json.getTextLength());
        }
      } else if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
        nested(json);
      }
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
            facts.content(json.getTextLength());
          }
        }
        default -> {
          // names, numbers and literals are not text a model produced
        }
      }
    }
  }
}
