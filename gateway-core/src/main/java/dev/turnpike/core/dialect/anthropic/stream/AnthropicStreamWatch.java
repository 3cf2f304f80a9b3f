package dev.turnpike.core.dialect.anthropic.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicErrors;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicUsage;
import dev.turnpike.core.dialect.contract.StreamNotes;
import dev.turnpike.core.dialect.contract.stream.FrameWatch;
import dev.turnpike.core.dialect.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Watches {@code message_start} … {@code message_stop}. Counts of {@code message_delta} are
 * cumulative and may leave the input out, which then stands as {@code message_start} gave it.
 */
public final class AnthropicStreamWatch extends FrameWatch {
  private ObjectNode usage = Json.object();
  private @Nullable ObjectNode reported;
  private boolean stopped;

  public AnthropicStreamWatch(StreamNotes notes) {
    super(notes);
  }

  @Override
  protected void member(String name, JsonParser json) throws IOException {
    switch (name) {
      case "message" -> message(json);
      case "delta" -> delta(json);
      case "content_block" -> texts(json);
      case "usage" -> reported = Json.objectOrNull(json);
      default -> json.skipChildren();
    }
  }

  private void message(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (name.equals("id") && token == JsonToken.VALUE_STRING) {
        notes.responseId(json.getText());
      } else if (name.equals("usage")) {
        var told = Json.objectOrNull(json);
        usage = told == null ? usage : told;
      } else {
        json.skipChildren();
      }
    }
  }

  private void delta(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      boolean text = json.nextToken() == JsonToken.VALUE_STRING;
      switch (name) {
        case "text", "thinking", "partial_json" -> texts(json);
        case "stop_reason" -> stopped |= text;
        default -> json.skipChildren();
      }
    }
  }

  @Override
  protected void seen(String kind) {
    var told = reported;
    reported = null;
    if (kind.equals("message_delta") && told != null) {
      told.properties().stream()
          .filter(m -> !m.getValue().isNull())
          .forEach(m -> usage.set(m.getKey(), m.getValue()));
      var read = AnthropicUsage.read(usage);
      if (read != null) {
        notes.usage(read);
      }
    } else if (kind.equals("message_stop")) {
      end();
    }
  }

  @Override
  protected void failed(String kind, ObjectNode frame) {
    var word = Json.text(frame.path("error"), "type");
    notes.failed(AnthropicErrors.read(AnthropicErrors.statusOf(word), frame));
  }

  @Override
  public void end() {
    if (!isOver() && stopped) {
      over();
      notes.ended();
    }
  }
}
