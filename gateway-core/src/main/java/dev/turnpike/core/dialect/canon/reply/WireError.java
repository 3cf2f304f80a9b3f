package dev.turnpike.core.dialect.canon.reply;

import org.jspecify.annotations.Nullable;

/**
 * An error as it is told to a caller, free of any wire format.
 *
 * @param status HTTP status; within a stream, the one it would have had
 * @param type the provider's or our own word for the kind of error
 * @param code finer than the type
 * @param param the field at fault
 * @param message for people; free of secrets
 */
public record WireError(
    int status,
    @Nullable String type,
    @Nullable String code,
    @Nullable String param,
    String message) {
  /** A stream that ended without saying why. */
  public static final String TRUNCATED = "upstream_truncated";

  /** What came is not what the dialect speaks. */
  public static final String INVALID_CONTENT = "upstream_invalid_content";

  public static WireError truncated() {
    return new WireError(
        502,
        "upstream_error",
        TRUNCATED,
        null,
        "The provider's stream ended before the answer did.");
  }

  /** A refusal of which the provider told no more than its status. */
  public static WireError unsaid(int status) {
    return new WireError(
        status, "upstream_error", null, null, "The provider answered " + status + ".");
  }

  /** A frame of a stream that cannot be read. */
  public static WireError notJson() {
    return invalidContent("The provider's stream holds a frame that is not JSON.");
  }

  public static WireError invalidContent(String what) {
    return new WireError(502, "upstream_error", INVALID_CONTENT, null, what);
  }
}
