package dev.turnpike.core.error;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a model call was refused or failed. A value: stages return it, the caller's dialect renders
 * it (see {@link ErrorForm}), the span keeps it. Messages are written for the person who made the
 * call and hold no key, no credential and no address of an upstream.
 *
 * <p>Which status stands for what is in docs/errors.md: ours to refuse 4xx, the provider's 5xx and
 * 429 as they are, its 401, 403 and 404 as 424, for there the stored credential or model name is at
 * fault and SDKs must not retry.
 */
public sealed interface GatewayError
    permits GatewayError.Ours,
        UnknownProvider,
        ProviderNotConnected,
        ProviderRetired,
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

  /** What the gateway itself refuses or fails at: all but the words follows from its sort. */
  sealed interface Ours extends GatewayError {
    Sort sort();

    @Override
    default int status() {
      return sort().status();
    }

    @Override
    default String code() {
      return sort().code();
    }

    @Override
    default String type() {
      return sort().type();
    }

    @Override
    default Fault fault() {
      return sort().fault();
    }

    @Override
    default String errorClass() {
      return sort().errorClass();
    }
  }

  /** No usable key came, or one that does not work (any more). */
  record Unauthenticated(Cause cause) implements Ours {
    @Override
    public Sort sort() {
      return Sort.UNAUTHENTICATED;
    }

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
    public String code() {
      return cause == Cause.MISSING ? "missing_api_key" : sort().code();
    }

    @Override
    public String message() {
      return cause.message;
    }
  }

  /**
   * The key is good, but lacks the right that this operation needs.
   *
   * @param right the right's wire name, such as {@code calls}
   */
  record NotPermitted(String right) implements Ours {
    @Override
    public Sort sort() {
      return Sort.NOT_PERMITTED;
    }

    @Override
    public String message() {
      return "This API key lacks the right `" + right + "`, which this request needs.";
    }
  }

  /** The request cannot be understood; the message names what and where. */
  record InvalidRequest(String message, @Nullable String param, String code) implements Ours {
    public InvalidRequest(String message, @Nullable String param) {
      this(message, param, "invalid_value");
    }

    @Override
    public Sort sort() {
      return Sort.INVALID_REQUEST;
    }
  }

  /** The body is larger than this gateway takes. */
  record BodyTooLarge(long limitBytes) implements Ours {
    @Override
    public Sort sort() {
      return Sort.BODY_TOO_LARGE;
    }

    @Override
    public String message() {
      return "The request body is larger than "
          + limitBytes
          + " bytes, the most this gateway takes (setting TURNPIKE_MAX_BODY_BYTES).";
    }
  }

  /**
   * No model of this name can be called with this key.
   *
   * @param near names that look like it, best first
   */
  record UnknownModel(String model, List<String> near) implements Ours {
    public UnknownModel {
      near = List.copyOf(near);
    }

    @Override
    public Sort sort() {
      return Sort.UNKNOWN_MODEL;
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
  }

  /**
   * Understood, but the provider's dialect cannot express it, and leaving it out would change the
   * meaning.
   */
  record Unsupported(String message, @Nullable String param) implements Ours {
    @Override
    public Sort sort() {
      return Sort.UNSUPPORTED;
    }
  }

  /** Too many calls in a window; later ones may pass. */
  record RateLimited(String code, String message, Duration retryAfter) implements Ours {
    @Override
    public Sort sort() {
      return Sort.RATE_LIMITED;
    }

    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** A bound that no waiting lifts: calls or money of a key are used up. */
  record LimitReached(String code, String message) implements Ours {
    @Override
    public Sort sort() {
      return Sort.LIMIT_REACHED;
    }
  }

  /**
   * The caller closed the connection before the answer ended. Nobody reads it; the span keeps it.
   */
  record CallerLeft() implements Ours {
    @Override
    public Sort sort() {
      return Sort.CALLER_LEFT;
    }

    @Override
    public String message() {
      return "The caller closed the connection before the answer ended.";
    }
  }

  /** A fault of ours. Details are in the gateway's own log under the id of the call. */
  record Internal() implements Ours {
    @Override
    public Sort sort() {
      return Sort.INTERNAL;
    }

    @Override
    public String message() {
      return "The gateway failed on this call. Its log tells why, under the id in X-Respan-Log-Id.";
    }

    @Override
    public boolean retryable() {
      return true;
    }
  }
}
