package dev.turnpike.ingest.api.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.span.SpanFilters;
import dev.turnpike.core.span.WireTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed values from an object of the wire and notes what is wrong under the field's name. A
 * null member is as good as none. Each method takes the proper name first, then aliases; the first
 * that is there counts. Not thread-safe.
 */
final class WireFields {
  static final int IDENTIFIER = 255;
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(10_000_000);

  private final ObjectNode wire;
  private final FieldErrors.Builder errors;

  WireFields(ObjectNode wire, FieldErrors.Builder errors) {
    this.wire = wire;
    this.errors = errors;
  }

  FieldErrors.Builder errors() {
    return errors;
  }

  /** The member as it came; a missing node when there is none. */
  JsonNode any(String... names) {
    return wire.path(present(names));
  }

  private String present(String... names) {
    for (var name : names) {
      if (wire.hasNonNull(name)) {
        return name;
      }
    }
    return names[0];
  }

  /** Text, or a number taken as text: identifiers are often numbers at the caller's. */
  @Nullable String text(int longest, String... names) {
    var name = present(names);
    var node = wire.path(name);
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    if (!node.isTextual() && !node.isNumber()) {
      errors.add(name, "Must be a string.");
      return null;
    }
    var text = node.asText();
    if (text.codePointCount(0, text.length()) > longest) {
      errors.add(name, "Must not be longer than " + longest + " characters.");
      return null;
    }
    return text.isEmpty() ? null : text;
  }

  /** Any finite number, or text that is one. */
  @Nullable BigDecimal decimal(String... names) {
    var name = present(names);
    var node = wire.path(name);
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    try {
      var number = node.isNumber() ? node.decimalValue() : node.isTextual() ? number(node) : null;
      if (number != null && Math.abs((long) number.precision() - number.scale()) <= 100) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for every other value that is no number
    }
    errors.add(name, "Must be a number.");
    return null;
  }

  private static BigDecimal number(JsonNode node) {
    return new BigDecimal(node.textValue().strip());
  }

  @Nullable BigDecimal amount(BigDecimal most, String... names) {
    var value = decimal(names);
    if (value != null && value.signum() < 0) {
      errors.add(present(names), "Must not be negative.");
      return null;
    }
    if (value != null && value.compareTo(most) > 0) {
      errors.add(present(names), "Must not be more than " + most.toPlainString() + ".");
      return null;
    }
    return value;
  }

  /** A count, from 0. */
  @Nullable Long count(String... names) {
    var value = amount(BigDecimal.valueOf(1_000_000_000_000L), names);
    if (value == null) {
      return null;
    }
    if (value.stripTrailingZeros().scale() > 0) {
      errors.add(present(names), "Must be a whole number.");
      return null;
    }
    return value.longValueExact();
  }

  @Nullable Duration seconds(String... names) {
    var value = amount(MOST_SECONDS, names);
    return value == null ? null : Duration.ofNanos(value.movePointRight(9).longValue());
  }

  @Nullable Boolean truth(String name) {
    var node = any(name);
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    var truth = SpanFilters.truth(node.asText());
    if (node.isContainerNode() || truth.isEmpty()) {
      errors.add(name, "Must be true or false.");
      return null;
    }
    return truth.get();
  }

  @Nullable Instant time(String name) {
    var node = any(name);
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    try {
      if (node.isTextual() || node.isNumber()) {
        return WireTime.parse(
            node.isNumber() ? node.decimalValue().toPlainString() : node.textValue());
      }
    } catch (DateTimeException e) {
      // said below, as for a value of another type
    }
    errors.add(name, "Must be an ISO 8601 time, such as 2026-01-31T12:00:00Z.");
    return null;
  }

  /** An object; an empty one when there is none. */
  WireFields object(String name) {
    var node = any(name);
    if (node instanceof ObjectNode object) {
      return new WireFields(object, errors);
    }
    if (!node.isNull() && !node.isMissingNode()) {
      errors.add(name, "Must be an object.");
    }
    return new WireFields(wire.objectNode(), errors);
  }

  Iterable<java.util.Map.Entry<String, JsonNode>> members() {
    return wire.properties();
  }

  boolean isEmpty() {
    return wire.isEmpty();
  }

  /** A list, or a missing node. */
  JsonNode list(String name) {
    var node = any(name);
    if (node.isNull() || node.isMissingNode() || node.isArray()) {
      return node;
    }
    errors.add(name, "Must be a list.");
    return MissingNode.getInstance();
  }
}
