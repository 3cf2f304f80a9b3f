package dev.turnpike.core.dialect.bedrock;

import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"message": …}}, with the kind of error in a header that few proxies keep, hence by the
 * status. Within a stream the event is named after the kind.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/CommonErrors.html">Common
 *     errors</a> (read 2026-11-22)
 */
final class ConverseErrors {
  private ConverseErrors() {}

  static WireError read(int status, byte[] body) {
    var root = Json.objectOrNull(body);
    var message = root == null ? "" : Json.text(root, "message");
    if (root != null && message.isEmpty()) {
      // Errors of the front door (signature, unknown operation) are spelled with a capital.
      message = Json.text(root, "Message");
    }
    var type = root == null ? null : kind(Json.text(root, "__type"));
    return new WireError(
        status,
        type,
        null,
        null,
        message.isEmpty() ? "The provider answered " + status + "." : ErrorText.clean(message));
  }

  /** {@code com.amazon.coral.service#ValidationException:http://…} becomes its middle. */
  private static @Nullable String kind(String type) {
    var kind = type.substring(type.indexOf('#') + 1);
    int colon = kind.indexOf(':');
    kind = colon < 0 ? kind : kind.substring(0, colon);
    return kind.isEmpty() ? null : kind;
  }

  /** A failure inside a stream. */
  static WireError inStream(String event, String data) {
    var payload = Json.objectOrNull(data);
    var message = payload == null ? data : Json.text(payload, "message");
    int told = payload == null ? 0 : Json.integer(payload, "originalStatusCode", 0);
    int status = told >= 400 && told < 600 ? told : statusOf(event);
    return new WireError(
        status,
        event.startsWith(":") ? null : event,
        null,
        null,
        message.isBlank() ? "The provider broke its answer off." : ErrorText.clean(message));
  }

  private static int statusOf(String event) {
    return switch (event.toLowerCase(Locale.ROOT)) {
      case "validationexception" -> 400;
      case "throttlingexception" -> 429;
      case "modeltimeoutexception" -> 504;
      case "serviceunavailableexception" -> 503;
      case "internalserverexception" -> 500;
      default -> 502;
    };
  }
}
