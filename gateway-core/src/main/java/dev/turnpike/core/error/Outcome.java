package dev.turnpike.core.error;

import java.util.List;

/**
 * How a use case ended. Expected refusals are values, so that the API (400, 404, 403) and the
 * console (422 with the form) each say them in their own way.
 */
public sealed interface Outcome<T> {
  /**
   * It was done.
   *
   * @param created whether something new came to be (201) or something there was changed (200)
   * @param notices what happened besides and should be told, one sentence each; mostly empty
   */
  record Done<T>(T value, boolean created, List<String> notices) implements Outcome<T> {
    public Done {
      notices = List.copyOf(notices);
    }
  }

  /** The input was bad; every field that was is named. Nothing was changed. */
  record Invalid<T>(FieldErrors errors) implements Outcome<T> {}

  /** What should be changed does not exist in this organization. */
  record Missing<T>(String detail) implements Outcome<T> {}

  /** It exists, but may not be changed this way. */
  record Forbidden<T>(String detail) implements Outcome<T> {}

  static <T> Outcome<T> created(T value) {
    return new Done<>(value, true, List.of());
  }

  static <T> Outcome<T> changed(T value) {
    return new Done<>(value, false, List.of());
  }

  /** Changed, with something to tell about it. */
  static <T> Outcome<T> changed(T value, List<String> notices) {
    return new Done<>(value, false, notices);
  }

  static <T> Outcome<T> invalid(String field, String message) {
    return new Invalid<>(FieldErrors.of(field, message));
  }

  /** What the wire says of an object that is not there. */
  static <T> Outcome<T> missing() {
    return new Missing<>("Not found.");
  }
}
