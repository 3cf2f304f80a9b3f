package dev.turnpike.core.dialect.gemini.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * {@code {"error": {"code", "message", "status", "details"}}}. What Google has no member for goes
 * to {@code details}, as an {@code ErrorInfo}.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/troubleshooting">Gemini error codes</a>
 */
public final class GeminiErrors {
  private GeminiErrors() {}

  public static WireError read(int status, byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    var root = Json.readOrNull(text);
    // Streams without SSE answer an array of one.
    if (root != null && root.isArray() && !root.isEmpty()) {
      root = root.get(0);
    }
    return read(status, root == null ? Json.object() : root);
  }

  public static WireError read(int status, JsonNode root) {
    var error = root.path("error");
    var message = error.isTextual() ? error.textValue() : Json.text(error, "message");
    var word = Json.textOrNull(error, "status");
    String reason = null;
    for (var detail : error.path("details")) {
      reason = reason == null ? Json.textOrNull(detail, "reason") : reason;
    }
    return new WireError(
        status,
        word,
        reason,
        null,
        message.isEmpty() ? "The provider answered " + status + "." : ErrorText.clean(message));
  }

  /** The status an error inside a stream would have had. */
  public static int statusInStream(JsonNode error) {
    int code = Json.integer(error, "code", 502);
    return code >= 400 && code <= 599 ? code : 502;
  }

  public static ObjectNode write(WireError error) {
    var root = Json.object();
    var node = root.putObject("error");
    node.put("code", error.status());
    node.put("message", error.message());
    node.put("status", word(error.status()));
    if (error.code() != null || error.param() != null) {
      var info = node.putArray("details").addObject();
      info.put("@type", "type.googleapis.com/google.rpc.ErrorInfo");
      info.put("reason", error.code() != null ? error.code() : "INVALID_FIELD");
      if (error.param() != null) {
        info.putObject("metadata").put("param", error.param());
      }
    }
    return root;
  }

  private static String word(int status) {
    return switch (status) {
      case 400, 405, 413, 415, 422 -> "INVALID_ARGUMENT";
      case 401 -> "UNAUTHENTICATED";
      case 402, 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 424 -> "FAILED_PRECONDITION";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 499 -> "CANCELLED";
      case 501 -> "UNIMPLEMENTED";
      case 502, 503, 529 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> "INTERNAL";
    };
  }
}
