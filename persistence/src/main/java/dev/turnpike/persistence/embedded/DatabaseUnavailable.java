package dev.turnpike.persistence.embedded;

import org.jspecify.annotations.Nullable;

/**
 * The embedded database cannot be used. The message is written for whoever starts the gateway: what
 * is wrong and what to do, in one or two sentences, without a stack trace being needed.
 */
public final class DatabaseUnavailable extends Exception {
  DatabaseUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  DatabaseUnavailable(String message) {
    this(message, null);
  }
}
