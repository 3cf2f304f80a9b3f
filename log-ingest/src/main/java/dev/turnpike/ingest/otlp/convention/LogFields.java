package dev.turnpike.ingest.otlp.convention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.span.SpanFilters;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A log in the making, in the form {@code POST /api/request-logs/} takes. The first value of a
 * field stays. Not thread-safe.
 */
final class LogFields {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_TEXT = 100_000;
  private static final Set<String> LARGE =
      Set.of("input", "output", "prompt_messages", "completion_message", "full_request");

  private static final BigDecimal MOST = new BigDecimal("1e9");

  private final ObjectNode wire = JsonNodeFactory.instance.objectNode();
  private final Set<String> warnings = new LinkedHashSet<>();

  /** Goes through a table; attributes that do not fit their line are left alone. */
  void apply(List<Rule> table, Attributes attributes) {
    for (var rule : table) {
      var value = attributes.get(rule.attribute());
      if (value.isMissingNode() || value.isNull()) {
        continue;
      }
      if (rule.field().equals(Rule.IGNORED)) {
        attributes.understand(rule.attribute());
        continue;
      }
      var fitting = fitting(rule, value);
      if (fitting.isPresent()) {
        attributes.understand(rule.attribute());
        take(rule, fitting.get());
      }
    }
  }

  private void take(Rule rule, JsonNode value) {
    if (rule.form() == Rule.Form.MEMBERS) {
      var into = wire.withObject("/" + rule.field());
      value.properties().forEach(m -> into.putIfAbsent(m.getKey(), m.getValue()));
    } else {
      set(rule.field(), value);
    }
  }

  /** Sets the field unless it is there. */
  void set(String field, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull() && !isEmptyText(value) && !wire.has(field)) {
      wire.set(field, value);
    }
  }

  void set(String field, String text) {
    set(field, TextNode.valueOf(text));
  }

  /** Sets a name, cut to what a name may have. */
  void name(String field, String text) {
    set(field, cut(field, text, LONGEST_NAME));
  }

  void put(String field, JsonNode value) {
    wire.set(field, value);
  }

  boolean has(String field) {
    return wire.has(field);
  }

  JsonNode get(String field) {
    return wire.path(field);
  }

  JsonNode remove(String field) {
    var removed = wire.remove(field);
    return removed == null
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : removed;
  }

  /** A member of metadata; text as it is, everything else as JSON. */
  void metadata(String key, JsonNode value) {
    var text = value.isTextual() ? value.textValue() : value.toString();
    wire.withObject("/metadata").putIfAbsent(key, TextNode.valueOf(text));
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  ObjectNode wire() {
    if (!warnings.isEmpty()) {
      warnings.forEach(wire.withArray("warnings")::add);
    }
    return wire;
  }

  private static boolean isEmptyText(JsonNode value) {
    return value.isTextual() && value.textValue().isEmpty();
  }

  private Optional<JsonNode> fitting(Rule rule, JsonNode value) {
    return switch (rule.form()) {
      case NAME ->
          value.isValueNode()
              ? Optional.of(TextNode.valueOf(cut(rule.field(), value.asText(), LONGEST_NAME)))
              : Optional.empty();
      case TEXT ->
          LARGE.contains(rule.field())
              ? Optional.of(value)
              : Optional.of(TextNode.valueOf(cut(rule.field(), text(value), LONGEST_TEXT)));
      case NUMBER -> number(value).map(DecimalNode::valueOf);
      case COUNT ->
          number(value)
              .filter(n -> n.stripTrailingZeros().scale() <= 0)
              .map(n -> JsonNodeFactory.instance.numberNode(n.longValue()));
      case TRUTH -> SpanFilters.truth(value.asText("")).map(JsonNodeFactory.instance::booleanNode);
      case JSON -> Attributes.parsed(value);
      case MEMBERS -> Attributes.parsed(value).filter(JsonNode::isObject);
    };
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  static Optional<BigDecimal> number(JsonNode value) {
    if (!value.isNumber() && !value.isTextual()) {
      return Optional.empty();
    }
    var text = value.asText().strip();
    if (text.length() > 40) {
      return Optional.empty();
    }
    try {
      var number = new BigDecimal(text);
      return number.signum() < 0 || number.scale() > 100 || number.compareTo(MOST) > 0
          ? Optional.empty()
          : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty(); // it stays what it was: metadata
    }
  }

  private String cut(String field, String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    warn(field + " was cut to " + longest + " characters.");
    return text.substring(0, text.offsetByCodePoints(0, longest));
  }
}
