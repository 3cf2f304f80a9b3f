package dev.turnpike.core.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"error": {"message", "type", "param", "code"}}}.
 *
 * @see <a href="https://platform.openai.com/docs/guides/error-codes">OpenAI error codes</a>
 */
public final class OpenAiErrors {
  private OpenAiErrors() {}

  /** Reads an error body; also the flat forms of compatible servers, and bodies that are none. */
  public static WireError read(int status, byte[] body) {
    var root = Json.objectOrNull(body);
    if (root == null) {
      return WireError.unsaid(status);
    }
    return read(status, root);
  }

  /** Reads an object with an {@code error} member, or one that is the error itself. */
  public static WireError read(int status, ObjectNode root) {
    var error = root.path("error");
    if (error.isTextual()) {
      return new WireError(status, null, null, null, ErrorText.clean(error.textValue()));
    }
    var source = error.isObject() ? error : root;
    return new WireError(
        status,
        Json.textOrNull(source, "type"),
        word(source.get("code")),
        Json.textOrNull(source, "param"),
        ErrorText.clean(message(source, status)));
  }

  /** Reads an error told in a stream; its status is the one it would have had outside. */
  public static WireError inStream(JsonNode error) {
    var root = Json.object();
    root.set("error", error);
    return read(statusInStream(error), root);
  }

  private static int statusInStream(JsonNode error) {
    for (var field : new String[] {"code", "status", "status_code", "type"}) {
      int status = error.path(field).isTextual() ? ofWord(Json.text(error, field)) : 0;
      status = status == 0 ? Json.integer(error, field, 0) : status;
      if (status >= 400 && status <= 599) {
        return status;
      }
    }
    return 502;
  }

  /** What the words of OpenAI and of compatible servers stand for; 0 for any other. */
  private static int ofWord(String word) {
    return switch (word) {
      case "invalid_request_error",
          "invalid_prompt",
          "context_length_exceeded",
          "content_filter",
          "content_policy_violation" ->
          400;
      case "authentication_error", "invalid_api_key" -> 401;
      case "permission_error", "permission_denied" -> 403;
      case "not_found_error", "model_not_found" -> 404;
      case "rate_limit_error", "rate_limit_exceeded", "insufficient_quota", "tokens", "requests" ->
          429;
      case "overloaded_error", "overloaded", "engine_overloaded", "service_unavailable" -> 503;
      case "timeout", "timeout_error" -> 504;
      default -> word.matches("[45]\\d\\d") ? Integer.parseInt(word) : 0;
    };
  }

  private static String message(JsonNode source, int status) {
    for (var field : new String[] {"message", "detail", "error_message"}) {
      var text = Json.text(source, field);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "The provider answered " + status + ".";
  }

  private static @Nullable String word(@Nullable JsonNode code) {
    return code == null || !code.isValueNode() || code.isNull() ? null : code.asText();
  }

  /** The error body. {@code detail} stands beside it for clients of the platform's own form. */
  public static ObjectNode write(WireError error) {
    var root = object(error);
    root.put("detail", error.message());
    return root;
  }

  /** The error as a stream carries it. */
  public static ObjectNode object(WireError error) {
    var root = Json.object();
    var node = root.putObject("error");
    node.put("message", error.message());
    node.put("type", error.type() != null ? error.type() : typeOf(error.status()));
    node.put("param", error.param());
    node.put("code", error.code());
    return root;
  }

  private static String typeOf(int status) {
    return switch (status) {
      case 400, 404, 413, 422 -> "invalid_request_error";
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "api_error";
    };
  }
}
