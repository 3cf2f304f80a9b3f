package dev.turnpike.core.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.StreamNotes;
import dev.turnpike.core.dialect.contract.stream.FrameWatch;
import java.io.IOException;

/**
 * Watches the events of OpenAI's operations beside conversations: {@code transcript.text.delta},
 * {@code speech.audio.done}, {@code image_generation.completed} and their like.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio">Audio API reference</a>
 */
public final class OpenAiOperationWatch extends FrameWatch {
  private boolean typed;

  public OpenAiOperationWatch(StreamNotes notes) {
    super(notes);
  }

  @Override
  protected void member(String name, JsonParser json) throws IOException {
    switch (name) {
      case "delta" -> texts(json);
      // Sound and pictures: something came, but nothing that tokens could be counted of.
      case "audio", "b64_json" -> notes.content(0);
      case "usage" -> {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          notes.usage(dev.turnpike.core.usage.OpenAiUsage.read(json));
        }
      }
      default -> json.skipChildren();
    }
  }

  @Override
  protected void seen(String kind) {
    typed |= !kind.isEmpty();
    if (kind.endsWith(".done") || kind.endsWith(".completed")) {
      over();
      notes.ended();
    }
  }

  @Override
  protected void failed(String kind, ObjectNode frame) {
    notes.failed(
        OpenAiErrors.inStream(frame.path("error").isObject() ? frame.path("error") : frame));
  }

  @Override
  public void end() {
    // Servers whose events have no type have no closing one either.
    if (!isOver() && !typed) {
      over();
      notes.ended();
    }
  }
}
