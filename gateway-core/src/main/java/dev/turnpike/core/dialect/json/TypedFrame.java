package dev.turnpike.core.dialect.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A frame of a stream that names its kind in itself, or else in the event's line before it. */
public record TypedFrame(String type, ObjectNode node) {
  /** The kind of a frame that is no JSON object. */
  public static final String GARBAGE = "\0";

  /**
   * Whether there is nothing to read: OpenAI's last word is said by servers of other formats too.
   */
  public static boolean isIdle(String data) {
    return data.isBlank() || data.strip().equals("[DONE]");
  }

  /** Reads data that is not idle. */
  public static TypedFrame of(@Nullable String event, String data) {
    var node = Json.objectOrNull(data);
    if (node == null) {
      return new TypedFrame(GARBAGE, Json.object());
    }
    var type = Json.text(node, "type");
    return new TypedFrame(type.isEmpty() && event != null ? event : type, node);
  }
}
