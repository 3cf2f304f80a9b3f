package dev.turnpike.core.span;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the {@code filters} object of the wire: {@code {"model": {"operator": "", "value":
 * ["a"]}}}, a field's value also being a list of such conditions. All must hold. Every bad field,
 * operator and value is named, so that a mistyped filter never widens a result.
 */
public final class SpanFilters {
  private final FieldErrors.Builder errors = new FieldErrors.Builder();
  private final List<Condition> conditions = new ArrayList<>();
  private final FilterFields fields;

  private SpanFilters(FilterFields fields) {
    this.fields = fields;
  }

  /** The conditions of a {@code filters} object on logs; null and missing nodes hold none. */
  public static Outcome<List<Condition>> read(JsonNode filters) {
    return read(filters, SpanField.FILTERS);
  }

  /** The conditions of a {@code filters} object on whatever has these fields. */
  public static Outcome<List<Condition>> read(JsonNode filters, FilterFields fields) {
    var reading = new SpanFilters(fields);
    if (filters.isObject()) {
      filters.properties().forEach(e -> reading.field(e.getKey(), e.getValue()));
    } else if (!filters.isNull() && !filters.isMissingNode()) {
      reading.errors.add("filters", "must be an object of field names to conditions");
    }
    return reading.outcome();
  }

  /** One condition on logs as a form or a query string gives it. */
  public static Outcome<List<Condition>> read(String field, String operator, List<String> values) {
    var reading = new SpanFilters(SpanField.FILTERS);
    reading.add(field, operator, values);
    return reading.outcome();
  }

  private Outcome<List<Condition>> outcome() {
    return errors.isEmpty()
        ? Outcome.changed(List.copyOf(conditions))
        : new Outcome.Invalid<>(errors.build());
  }

  private void field(String field, JsonNode node) {
    if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      node.forEach(condition -> condition(field, condition));
    } else {
      condition(field, node);
    }
  }

  private void condition(String field, JsonNode node) {
    if (!node.isObject()) {
      add(field, "", values(node)); // the short form: {"model": "a"} or {"model": ["a", "b"]}
      return;
    }
    add(field, node.path("operator").asText(""), values(node.path("value")));
  }

  private static List<String> values(JsonNode value) {
    if (value.isArray()) {
      var values = new ArrayList<String>();
      value.forEach(v -> values.add(text(v)));
      return values;
    }
    return value.isMissingNode() || value.isNull() ? List.of() : List.of(text(value));
  }

  private static String text(JsonNode value) {
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
  }

  private void add(String field, String operatorName, List<String> values) {
    var kind = fields.kind(field);
    if (kind.isEmpty()) {
      errors.add(field, "is not a field that " + fields.things() + " can be filtered by");
      return;
    }
    var operator = operator(operatorName, values);
    if (operator.isEmpty()) {
      errors.add(field, "unknown operator \"" + operatorName + "\"");
      return;
    }
    if (takesValues(operator.get())) {
      if (values.isEmpty()) {
        errors.add(field, "needs at least one value");
        return;
      }
      checkValues(field, kind.get(), values);
    }
    conditions.add(new Condition(field, operator.get(), values));
  }

  private static boolean takesValues(Operator operator) {
    return operator != Operator.EMPTY && operator != Operator.NOT_EMPTY;
  }

  private void checkValues(String field, SpanField.Kind kind, List<String> values) {
    for (var value : values) {
      switch (kind) {
        case TEXT, EXTRA_TEXT -> {}
        case NUMBER, EXTRA_NUMBER -> {
          if (!isNumber(value)) {
            errors.add(field, "must be compared with a number, not \"" + value + "\"");
          }
        }
        case BOOLEAN, EXTRA_BOOLEAN -> {
          if (truth(value).isEmpty()) {
            errors.add(field, "must be compared with true or false, not \"" + value + "\"");
          }
        }
        case TIME -> {
          if (!isTime(value)) {
            errors.add(field, "must be compared with an ISO 8601 time, not \"" + value + "\"");
          }
        }
      }
    }
  }

  private static boolean isNumber(String value) {
    try {
      new BigDecimal(value.strip());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isTime(String value) {
    try {
      WireTime.parse(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The truth value of {@code true}, {@code false}, {@code 1}, {@code 0}; empty for other text. */
  public static Optional<Boolean> truth(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Operator> operator(String name, List<String> values) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "", "=", "==", "eq", "equals", "in" -> Optional.of(Operator.ANY);
      case "not", "!=", "not_in" -> Optional.of(Operator.NONE);
      case "lt", "<" -> Optional.of(Operator.LT);
      case "lte", "<=" -> Optional.of(Operator.LTE);
      case "gt", ">" -> Optional.of(Operator.GT);
      case "gte", ">=" -> Optional.of(Operator.GTE);
      case "contains" -> Optional.of(Operator.CONTAINS);
      case "not_contains" -> Optional.of(Operator.NOT_CONTAINS);
      case "icontains" -> Optional.of(Operator.ICONTAINS);
      case "startswith" -> Optional.of(Operator.STARTSWITH);
      case "not_startswith" -> Optional.of(Operator.NOT_STARTSWITH);
      case "endswith" -> Optional.of(Operator.ENDSWITH);
      case "not_endswith" -> Optional.of(Operator.NOT_ENDSWITH);
      case "empty" -> Optional.of(Operator.EMPTY);
      case "not_empty", "notempty" -> Optional.of(Operator.NOT_EMPTY);
      case "isnull" ->
          values.stream().anyMatch(v -> truth(v).equals(Optional.of(false)))
              ? Optional.of(Operator.NOT_EMPTY)
              : Optional.of(Operator.EMPTY);
      default -> Optional.empty();
    };
  }
}
