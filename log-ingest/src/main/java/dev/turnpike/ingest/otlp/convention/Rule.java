package dev.turnpike.ingest.otlp.convention;

/**
 * A line of a convention's table.
 *
 * @param field of a log, as {@code POST /api/request-logs/} takes it; {@link #IGNORED} for what is
 *     known and says nothing more
 */
record Rule(String attribute, String field, Form form) {
  static final String IGNORED = "";

  /** What a value must be to count; others stay metadata. */
  enum Form {
    /** At most 255 characters; longer ones are cut, with a warning. */
    NAME,
    TEXT,
    NUMBER,
    /** A whole number from 0. */
    COUNT,
    TRUTH,
    /** JSON as a text, or a structured value. */
    JSON,
    /** The members of an object, given as JSON or structured. */
    MEMBERS
  }

  static Rule name(String attribute, String field) {
    return new Rule(attribute, field, Form.NAME);
  }

  static Rule text(String attribute, String field) {
    return new Rule(attribute, field, Form.TEXT);
  }

  static Rule number(String attribute, String field) {
    return new Rule(attribute, field, Form.NUMBER);
  }

  static Rule count(String attribute, String field) {
    return new Rule(attribute, field, Form.COUNT);
  }

  static Rule truth(String attribute, String field) {
    return new Rule(attribute, field, Form.TRUTH);
  }

  static Rule json(String attribute, String field) {
    return new Rule(attribute, field, Form.JSON);
  }

  static Rule members(String attribute, String field) {
    return new Rule(attribute, field, Form.MEMBERS);
  }

  static Rule ignored(String attribute) {
    return new Rule(attribute, IGNORED, Form.TEXT);
  }
}
