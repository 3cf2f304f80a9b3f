package dev.turnpike.core.dialect.cohere;

import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"id": …, "message": …}}, and how an answer ends, which can be an error too.
 *
 * @see <a href="https://docs.cohere.com/reference/errors">Errors</a> (read 2026-11-22)
 */
final class CohereErrors {
  private CohereErrors() {}

  static WireError read(int status, byte[] body) {
    var root = Json.objectOrNull(body);
    var message = root == null ? "" : Json.text(root, "message");
    return ErrorText.plain(status, message);
  }

  /** What a finish reason reports, where it is no end of an answer; null where it is one. */
  static @Nullable WireError ofFinish(String word, String message) {
    var said = message.isEmpty() ? "" : " " + ErrorText.clean(message);
    return switch (word) {
      case "ERROR" ->
          new WireError(502, "upstream_error", null, null, "The model failed to answer." + said);
      case "TIMEOUT" ->
          new WireError(504, "upstream_error", null, null, "The model took too long." + said);
      default -> null;
    };
  }

  static FinishReason finish(String word) {
    return switch (word) {
      case "COMPLETE" -> FinishReason.STOP;
      case "STOP_SEQUENCE" -> FinishReason.STOP_SEQUENCE;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "TOOL_CALL" -> FinishReason.TOOL_USE;
      default -> FinishReason.OTHER;
    };
  }
}
