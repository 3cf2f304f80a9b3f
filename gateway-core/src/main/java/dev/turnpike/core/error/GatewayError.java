package dev.turnpike.core.error;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a model call was refused or failed. A value: stages return it, the caller's dialect renders
 * it (see {@link ErrorForm}), the span keeps it. Messages are written for the person who made the
 * call and hold no key, no credential and no address of an upstream.
 *
 * <p>Which status stands for what is API.md's table: ours to refuse 4xx, the provider's 5xx and 429
 * as they are, its 401, 403 and 404 as 424, for there the stored credential or model name is at
 * fault and SDKs must not retry.
 */
public sealed interface GatewayError
    permits GatewayError.Unauthenticated,
        GatewayError.NotPermitted,
        GatewayError.InvalidRequest,
        GatewayError.BodyTooLarge,
        GatewayError.UnknownModel,
        GatewayError.Unsupported,
        GatewayError.RateLimited,
        GatewayError.LimitReached,
        GatewayError.CallerLeft,
        GatewayError.Internal,
        UnknownProvider,
        UpstreamRefusal,
        UpstreamFault {

  /** The HTTP status the caller sees. */
  int status();

  /** A stable word for programs, such as {@code model_not_found}. */
  String code();

  /** The {@code type} of OpenAI's error object, by which its SDKs and users sort errors. */
  String type();

  String message();

  /** The request field at fault. */
  default @Nullable String param() {
    return null;
  }

  /** Id of the provider that failed. */
  default @Nullable String provider() {
    return null;
  }

  /** How long to wait before another try may succeed. */
  default @Nullable Duration retryAfter() {
    return null;
  }

  /** Whether the same call may succeed when an SDK simply sends it again. */
  default boolean retryable() {
    return false;
  }

  Fault fault();

  /** The word of the wire field {@code error_class}. */
  String errorClass();

  /** No usable key came, or one that does not work (any more). */
  record Unauthenticated(Cause cause) implements GatewayError {
    /** What was wrong with the key. */
    public enum Cause {
      MISSING("Authentication credentials were not provided."),
      MALFORMED(
          "The Authorization header is not understood. Send `Authorization: Bearer <your API"
              + " key>`."),
      MISTYPED(
          "This API key was mistyped or cut short: its checksum does not match. Copy it again."),
      UNKNOWN(
          "Your API key is invalid or expired, please check your API key or create a new one in the"
              + " console."),
      REVOKED("This API key was revoked. Create a new one in the console."),
      EXPIRED("This API key has expired. Create a new one in the console.");

      private final String message;

      Cause(String message) {
        this.message = message;
      }
    }

    @Override
    public int status() {
      return 401;
    }

    @Override
    public String code() {
      return cause == Cause.MISSING ? "missing_api_key" : "invalid_api_key";
    }

    @Override
    public String type() {
      return "authentication_error";
    }

    @Override
    public String message() {
      return cause.message;
    }

    @Override
    public Fault fault() {
      return Fault.CALLER;
    }

    @Override
    public String errorClass() {
      return "user_auth_byok";
    }
  }

  /**
   * The key is good, but lacks the right that this operation needs.
   *
   * @param right the right's wire name, such as {@code calls}
   */
  record NotPermitted(String right) implements GatewayError {
    @Override
    public int status() {
      return 403;
    }

    @Override
    public String code() {
      return "permission_denied";
    }

    @Override
    public String type() {
      return "permission_error";
    }

    @Override
    public String message() {
      return "This API key lacks the right `" + right + "`, which this request needs.";
    }

    @Override
    public Fault fault() {
      return Fault.CALLER;
    }

    @Override
    public String errorClass() {
      return "user_auth_byok";
    }
  }

  /** The request cannot be understood; the message names what and where. */
  record InvalidRequest(String message, @Nullable String param, String code)
      implements GatewayError {
    public InvalidRequest(String message, @Nullable String param) {
      this(message, param, "invalid_value");
    }

    @Override
    public int status() {
      return 400;
    }

    @Override
    public String type() {
      return "invalid_request_error";
    }

    @Override
    public Fault fault() {
      return Fault.CALLER;
    }

    @Override
    public String errorClass() {
      return "user_invalid_request";
    }
  }

  /** The body is larger than this gateway takes. */
  record BodyTooLarge(long limitBytes) implements GatewayError {
    @Override
    public int status() {
      return 413;
    }

    @Override
    public String code() {
      return "request_too_large";
    }

    @Override
    public String type() {
      return "invalid_request_error";
    }

    @Override
    public String message() {
      return "The request body is larger than "
          + limitBytes
          + " bytes, the most this gateway takes (setting TURNPIKE_MAX_BODY_BYTES).";
    }

    @Override
    public Fault fault() {
      return Fault.CALLER;
    }

    @Override
    public String errorClass() {
      return "user_payload_too_large";
    }
  }

  /**
   * No model of this name can be called with this key.
   *
   * @param near names that look like it, best first
   */
  record UnknownModel(String model, List<String> near) implements GatewayError {
    public UnknownModel {
      near = List.copyOf(near);
    }

    @Override
    public int status() {
      return 404;
    }

    @Override
    public String code() {
      return "model_not_found";
    }

    @Override
    public String type() {
      return "invalid_request_error";
    }

    @Override
    public String message() {
      var said =
          "Requested model `" + Excerpt.of(model, 200) + "` is not available in the model list.";
      return near.isEmpty()
          ? said + " GET /api/models lists what this key can call."
          : said + " Did you mean `" + String.join("`, `", near) + "`?";
    }

    @Override
    public String param() {
      return "model";
    }

    @Override
    public Fault fault() {
      return Fault.CALLER;
    }

    @Override
    public String errorClass() {
      return "user_invalid_request";
    }
  }

  /**
   * Understood, but the provider's dialect cannot express it, and leaving it out would change the
   * meaning.
   */
  record Unsupported(String message, @Nullable String param) implements GatewayError {
    @Override
    public int status() {
      return 400;
    }

    @Override
    public String code() {
      return "unsupported_parameter";
    }

    @Override
    public String type() {
      return "invalid_request_error";
    }

    @Override
    public Fault fault() {
      return Fault.CALLER;
    }

    @Override
    public String errorClass() {
      return "user_invalid_request";
    }
  }

  /** Too many calls in a window; later ones may pass. */
  record RateLimited(String code, String message, Duration retryAfter) implements GatewayError {
    @Override
    public int status() {
      return 429;
    }

    @Override
    public String type() {
      return "rate_limit_error";
    }

    @Override
    public boolean retryable() {
      return true;
    }

    @Override
    public Fault fault() {
      return Fault.CALLER;
    }

    @Override
    public String errorClass() {
      return "user_rate_limit";
    }
  }

  /** A bound that no waiting lifts: calls or money of a key are used up. */
  record LimitReached(String code, String message) implements GatewayError {
    @Override
    public int status() {
      return 429;
    }

    @Override
    public String type() {
      return "insufficient_quota";
    }

    @Override
    public Fault fault() {
      return Fault.CALLER;
    }

    @Override
    public String errorClass() {
      return "user_quota";
    }
  }

  /**
   * The caller closed the connection before the answer ended. Nobody reads it; the span keeps it.
   */
  record CallerLeft() implements GatewayError {
    @Override
    public int status() {
      return 499;
    }

    @Override
    public String code() {
      return "client_cancelled";
    }

    @Override
    public String type() {
      return "client_cancelled";
    }

    @Override
    public String message() {
      return "The caller closed the connection before the answer ended.";
    }

    @Override
    public Fault fault() {
      return Fault.CALLER;
    }

    @Override
    public String errorClass() {
      return "client_cancelled";
    }
  }

  /** A fault of ours. Details are in the gateway's own log under the id of the call. */
  record Internal() implements GatewayError {
    @Override
    public int status() {
      return 500;
    }

    @Override
    public String code() {
      return "internal_error";
    }

    @Override
    public String type() {
      return "api_error";
    }

    @Override
    public String message() {
      return "The gateway failed on this call. Its log tells why, under the id in X-Respan-Log-Id.";
    }

    @Override
    public boolean retryable() {
      return true;
    }

    @Override
    public Fault fault() {
      return Fault.GATEWAY;
    }

    @Override
    public String errorClass() {
      return "respan_internal";
    }
  }
}
