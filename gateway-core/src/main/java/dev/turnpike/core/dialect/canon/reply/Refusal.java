package dev.turnpike.core.dialect.canon.reply;

/**
 * Why a body is not converted.
 *
 * @param param the field at fault, in the words of the side it concerns
 */
public record Refusal(Kind kind, String param, String message) {
  /** Whose fault it is. */
  public enum Kind {
    /** The body is malformed: 400. */
    INVALID,
    /** The provider's dialect cannot say it, and leaving it out would change the meaning: 400. */
    UNSUPPORTED,
    /** The provider's answer is not what its dialect promises: 502. */
    UPSTREAM
  }

  public static Refusal invalid(String param, String message) {
    return new Refusal(Kind.INVALID, param, message);
  }

  public static Refusal unsupported(String param, String message) {
    return new Refusal(Kind.UNSUPPORTED, param, message);
  }

  /** The error for the caller. */
  public WireError toError() {
    if (kind == Kind.UPSTREAM) {
      return WireError.invalidContent(message);
    }
    return new WireError(
        400,
        "invalid_request_error",
        kind == Kind.UNSUPPORTED ? "unsupported_parameter" : "invalid_request",
        param.isEmpty() ? null : param,
        message);
  }
}
