package dev.turnpike.core.dialect.gemini.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.StreamNotes;
import dev.turnpike.core.dialect.contract.stream.FrameWatch;
import dev.turnpike.core.dialect.gemini.reply.GeminiErrors;
import dev.turnpike.core.dialect.gemini.reply.GeminiUsage;
import dev.turnpike.core.dialect.json.Json;
import java.io.IOException;
import java.util.BitSet;

/**
 * Watches partial answers. There is no end marker: the end of the stream is one, provided that
 * every candidate has a finish reason, or that the prompt was blocked.
 */
public final class GeminiStreamWatch extends FrameWatch {
  /** Candidates beyond this are not told apart: no model gives as many. */
  private static final int MOST_CANDIDATES = 1024;

  private final BitSet begun = new BitSet();
  private final BitSet finished = new BitSet();
  private boolean blocked;

  public GeminiStreamWatch(StreamNotes notes) {
    super(notes);
  }

  @Override
  protected void member(String name, JsonParser json) throws IOException {
    switch (name) {
      case "responseId" -> {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          notes.responseId(json.getText());
        }
      }
      case "candidates" -> candidates(json);
      case "promptFeedback" -> {
        var feedback = Json.objectOrNull(json);
        blocked |= feedback != null && feedback.hasNonNull("blockReason");
      }
      case "usageMetadata" -> {
        // Every chunk counts anew; the last one holds.
        var told = GeminiUsage.read(Json.objectOrNull(json));
        if (told != null) {
          notes.usage(told);
        }
      }
      default -> json.skipChildren();
    }
  }

  private void candidates(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    int position = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        candidate(json, position++);
      } else {
        json.skipChildren();
      }
    }
  }

  private void candidate(JsonParser json, int position) throws IOException {
    int index = position;
    boolean last = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      switch (name) {
        case "content" -> texts(json);
        case "index" -> {
          if (token == JsonToken.VALUE_NUMBER_INT) {
            index = Math.clamp(json.getLongValue(), 0, MOST_CANDIDATES);
          }
        }
        case "finishReason" -> last |= token == JsonToken.VALUE_STRING && json.getTextLength() > 0;
        default -> json.skipChildren();
      }
    }
    begun.set(index);
    if (last) {
      finished.set(index);
    }
  }

  @Override
  protected void seen(String kind) {
    // All that counts was in its members.
  }

  @Override
  protected void failed(String kind, ObjectNode frame) {
    notes.failed(GeminiErrors.read(GeminiErrors.statusInStream(frame.path("error")), frame));
  }

  @Override
  public void end() {
    if (!isOver() && (begun.isEmpty() ? blocked : begun.equals(finished))) {
      over();
      notes.ended();
    }
  }
}
