package dev.turnpike.core.dialect.anthropic.reply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;

/**
 * {@code {"type": "error", "error": {"type", "message"}}}, in bodies and in streams.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Anthropic errors</a>
 */
public final class AnthropicErrors {
  private AnthropicErrors() {}

  public static WireError read(int status, byte[] body) {
    var root = Json.objectOrNull(body);
    if (root == null) {
      return WireError.unsaid(status);
    }
    return read(status, root);
  }

  public static WireError read(int status, ObjectNode root) {
    var error = root.path("error").isObject() ? root.path("error") : root;
    var message = Json.text(error, "message");
    if (message.isEmpty()) {
      message = Json.text(root, "error");
    }
    return new WireError(
        status,
        Json.textOrNull(error, "type"),
        Json.textOrNull(error, "code"),
        Json.textOrNull(error, "param"),
        message.isEmpty() ? "The provider answered " + status + "." : ErrorText.clean(message));
  }

  /** The status an error inside a stream would have had. */
  public static int statusOf(String type) {
    return switch (type) {
      case "invalid_request_error" -> 400;
      case "authentication_error" -> 401;
      case "billing_error" -> 402;
      case "permission_error" -> 403;
      case "not_found_error" -> 404;
      case "request_too_large" -> 413;
      case "rate_limit_error" -> 429;
      case "timeout_error" -> 504;
      case "overloaded_error" -> 529;
      default -> 502;
    };
  }

  private static String typeOf(int status) {
    return switch (status) {
      case 400, 405, 409, 415, 422, 424 -> "invalid_request_error";
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 408, 504 -> "timeout_error";
      case 503, 529 -> "overloaded_error";
      default -> "api_error";
    };
  }

  public static ObjectNode write(WireError error) {
    var root = Json.object().put("type", "error");
    Members.of(root.putObject("error"))
        .put("type", typeOf(error.status()))
        .put("message", error.message())
        .put("code", error.code())
        .put("param", error.param());
    return root;
  }
}
