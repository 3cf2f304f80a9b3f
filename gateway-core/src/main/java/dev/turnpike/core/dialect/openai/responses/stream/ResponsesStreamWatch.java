package dev.turnpike.core.dialect.openai.responses.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.StreamNotes;
import dev.turnpike.core.dialect.contract.stream.FrameWatch;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiErrors;
import dev.turnpike.core.dialect.openai.OpenAiUsage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Watches the events of a response. Text is counted in the deltas; finished items and the last
 * event say all of it again, and count only where a server sends no deltas.
 */
public final class ResponsesStreamWatch extends FrameWatch {
  private @Nullable ObjectNode usage;
  private @Nullable ObjectNode failure;
  private boolean deltas;

  public ResponsesStreamWatch(StreamNotes notes) {
    super(notes);
  }

  @Override
  protected void member(String name, JsonParser json) throws IOException {
    switch (name) {
      case "delta" -> {
        deltas |= json.currentToken() == JsonToken.VALUE_STRING;
        texts(json);
      }
      case "item" -> repeated(json);
      case "response" -> response(json);
      default -> json.skipChildren();
    }
  }

  private void repeated(JsonParser json) throws IOException {
    if (deltas) {
      json.skipChildren();
    } else {
      texts(json);
    }
  }

  private void response(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      switch (name) {
        case "id" -> {
          if (token == JsonToken.VALUE_STRING) {
            notes.responseId(json.getText());
          }
        }
        case "usage" -> usage = Json.objectOrNull(json);
        case "error" -> failure = Json.objectOrNull(json);
        case "output" -> repeated(json);
        default -> json.skipChildren();
      }
    }
  }

  @Override
  protected void seen(String kind) {
    switch (kind) {
      case "response.completed", "response.incomplete" -> {
        var told = OpenAiUsage.readResponses(usage);
        if (told != null) {
          notes.usage(told);
        }
        over();
        notes.ended();
      }
      case "response.failed" -> {
        over();
        notes.failed(OpenAiErrors.inStream(failure == null ? Json.object() : failure));
      }
      default -> {
        // All that counts was in its members.
      }
    }
  }

  @Override
  protected void failed(String kind, ObjectNode frame) {
    notes.failed(
        OpenAiErrors.inStream(frame.path("error").isObject() ? frame.path("error") : frame));
  }

  @Override
  public void end() {
    // The last event is the only end there is.
  }
}
