package dev.turnpike.core.error;

/**
 * How a use case ended. Expected refusals are values, so that the API (400, 404, 403) and the console
 * (422 with the form) each say them in their own way.
 */
public sealed interface Outcome<T> {
  /** It was done; {@code created} tells whether something new came to be (201) or changed (200). */
  record Done<T>(T value, boolean created) implements Outcome<T> {}

  /** The input was bad; every field that was is named. Nothing was changed. */
  record Invalid<T>(FieldErrors errors) implements Outcome<T> {}

  /** What should be changed does not exist in this organization. */
  record Missing<T>(String detail) implements Outcome<T> {}

  /** It exists, but may not be changed this way. */
  record Forbidden<T>(String detail) implements Outcome<T> {}

  static <T> Outcome<T> created(T value) {
    return new Done<>(value, true);
  }

  static <T> Outcome<T> changed(T value) {
    return new Done<>(value, false);
  }

  static <T> Outcome<T> invalid(String field, String message) {
    return new Invalid<>(FieldErrors.of(field, message));
  }
}
