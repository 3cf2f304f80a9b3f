package dev.turnpike.core.body;

/**
 * A top-level member of a JSON object, as byte ranges of the body.
 *
 * @param name unescaped
 * @param start where the name's opening quote stands
 * @param valueStart first byte of the value
 * @param end first byte after the value
 */
public record Member(String name, Kind kind, int start, int valueStart, int end) {
  /** What the value is. */
  public enum Kind {
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    OBJECT,
    ARRAY
  }
}
