package dev.turnpike.core.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.error.FieldErrors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads wire input field by field and collects what is wrong with it. A reader answers null both
 * for an absent field and for a bad one; the bad one is in {@link #errors()}. Not thread-safe.
 */
public final class WireForm {
  private static final int LONGEST_NUMBER = 40;

  private final ObjectNode wire;
  private final String prefix;
  private final FieldErrors.Builder errors;

  public WireForm(ObjectNode wire) {
    this(wire, "", new FieldErrors.Builder());
  }

  private WireForm(ObjectNode wire, String prefix, FieldErrors.Builder errors) {
    this.wire = wire;
    this.prefix = prefix;
    this.errors = errors;
  }

  /** What was found wrong so far, here and in nested forms. */
  public FieldErrors.Builder errors() {
    return errors;
  }

  public WireForm error(String field, String message) {
    errors.add(prefix + field, message);
    return this;
  }

  /** Whether the field was sent, be it with null. */
  public boolean has(String field) {
    return wire.has(field);
  }

  /** Whether the field was sent as null, which resets it. */
  public boolean isNull(String field) {
    return wire.has(field) && wire.get(field).isNull();
  }

  /** The field's value; absent when it was not sent or is null. */
  public Optional<JsonNode> node(String field) {
    return Optional.ofNullable(wire.get(field)).filter(n -> !n.isNull());
  }

  public Iterable<Map.Entry<String, JsonNode>> members() {
    return wire.properties();
  }

  /** The object in a field, whose own fields are named {@code field.name}; empty when absent. */
  public WireForm nested(String field) {
    var node = node(field).orElse(JsonNodeFactory.instance.objectNode());
    if (node instanceof ObjectNode object) {
      return new WireForm(object, prefix + field + ".", errors);
    }
    error(field, "Must be an object.");
    return new WireForm(JsonNodeFactory.instance.objectNode(), prefix + field + ".", errors);
  }

  /** One line of text, without surrounding white space; blank counts as absent. */
  public @Nullable String text(String field, int longest) {
    var node = node(field).orElse(null);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      error(field, "Must be a text.");
      return null;
    }
    var text = node.textValue().strip();
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      error(field, "Must not contain control characters such as line breaks.");
      return null;
    }
    if (text.codePointCount(0, text.length()) > longest) {
      error(field, "Must have at most " + longest + " characters.");
      return null;
    }
    return text.isEmpty() ? null : text;
  }

  /** As {@link #text}, and an error when there is none. */
  public @Nullable String requiredText(String field, int longest) {
    var node = node(field).orElse(null);
    if (node == null || (node.isTextual() && node.textValue().isBlank())) {
      error(field, "This field is required.");
      return null;
    }
    return text(field, longest);
  }

  /** A decimal number, sent as number or as text. */
  public @Nullable BigDecimal decimal(String field) {
    var node = node(field).orElse(null);
    if (node == null) {
      return null;
    }
    if (node.isNumber() || node.isTextual()) {
      var text = node.asText().strip();
      if (text.isEmpty()) {
        return null;
      }
      var number = parse(text);
      if (number != null) {
        return number;
      }
    }
    error(field, "Must be a number.");
    return null;
  }

  // A length and an exponent are bounded before any arithmetic: 1e999999999 is a small text but a
  // number of a gigabyte once it is written out.
  private static @Nullable BigDecimal parse(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      var number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > LONGEST_NUMBER ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A whole number within the bounds, sent as number or as text. */
  public @Nullable Long whole(String field, long least, long most) {
    var number = decimal(field);
    if (number == null) {
      return null;
    }
    BigInteger whole;
    try {
      whole = number.toBigIntegerExact();
    } catch (ArithmeticException e) {
      error(field, "Must be a whole number.");
      return null;
    }
    if (whole.compareTo(BigInteger.valueOf(least)) < 0) {
      error(field, "Must be at least " + least + ".");
      return null;
    }
    if (whole.compareTo(BigInteger.valueOf(most)) > 0) {
      error(field, "Must be at most " + most + ".");
      return null;
    }
    return whole.longValue();
  }

  /** A yes or no: {@code true}, {@code false}, 1, 0, or one of these as text. */
  public @Nullable Boolean flag(String field) {
    var node = node(field).orElse(null);
    if (node == null) {
      return null;
    }
    switch (node.isContainerNode() ? "" : node.asText().strip()) {
      case "true", "1", "True":
        return true;
      case "false", "0", "False":
        return false;
      default:
        error(field, "Must be 1 or 0, or true or false.");
        return null;
    }
  }
}
