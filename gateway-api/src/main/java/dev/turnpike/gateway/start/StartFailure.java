package dev.turnpike.gateway.start;

import org.jspecify.annotations.Nullable;

/**
 * The gateway cannot start, for a reason its operator can mend. The message is all that is shown:
 * one line that names the setting or the thing, and what to do.
 */
final class StartFailure extends RuntimeException {
  StartFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  StartFailure(String message) {
    this(message, null);
  }
}
