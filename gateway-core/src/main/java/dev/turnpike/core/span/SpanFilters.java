package dev.turnpike.core.span;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.SpanQuery.AllOf;
import dev.turnpike.core.span.SpanQuery.AnyOf;
import dev.turnpike.core.span.SpanQuery.BodyText;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.core.span.SpanQuery.Operator;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code filters} of the wire: {@code {"model": {"operator": "", "value": ["a"]}}}, a
 * field's value also being a list of such conditions, or a bundle {@code {"connector": "OR",
 * "filter_params": {…}}} of others; or a list of {@code {"field": …, "operator": …, "value": …}}. A
 * connector says how a condition is joined to all those before it, {@code AND} when it is not told.
 * Every bad field, operator and value is named, so that a mistyped filter never widens a result.
 */
public final class SpanFilters {
  /** The words of the bodies, as if they were a field. */
  public static final String BODY_TEXT = "full_text";

  /** Each of them is work for the database. */
  private static final int MOST_CONDITIONS = 100;

  private static final int MOST_VALUES = 1_000;
  private static final int DEEPEST = 5;
  private static final int LONGEST_PATTERN = 200;

  private final FilterFields fields;
  private final FieldErrors.Builder errors;
  private final boolean any;
  private final int depth;
  private @Nullable Filter read;
  private int conditions;

  private SpanFilters(FilterFields fields, FieldErrors.Builder errors, boolean any, int depth) {
    this.fields = fields;
    this.errors = errors;
    this.any = any;
    this.depth = depth;
  }

  /** The conditions of a {@code filters} value on logs; null and missing nodes hold none. */
  public static Outcome<List<Filter>> read(JsonNode filters) {
    return read(filters, false);
  }

  /**
   * The same.
   *
   * @param any whether one of them is enough where no connector says otherwise
   */
  public static Outcome<List<Filter>> read(JsonNode filters, boolean any) {
    var reading = new SpanFilters(SpanField.FILTERS, new FieldErrors.Builder(), any, 0);
    reading.all("filters", filters);
    return reading.outcome();
  }

  /** The conditions of a {@code filters} value on whatever has these fields; all must hold. */
  public static Outcome<List<Condition>> read(JsonNode filters, FilterFields fields) {
    var reading = new SpanFilters(fields, new FieldErrors.Builder(), false, 0);
    reading.all("filters", filters);
    return reading.plain();
  }

  /** One condition on logs as a form or a query string gives it. */
  public static Outcome<List<Condition>> read(String field, String operator, List<String> values) {
    var reading = new SpanFilters(SpanField.FILTERS, new FieldErrors.Builder(), false, 0);
    reading.add(field, operator, values, "");
    return reading.plain();
  }

  private Outcome<List<Condition>> plain() {
    if (outcome() instanceof Outcome.Done<List<Filter>> done) {
      var plain = new ArrayList<Condition>();
      for (var filter : done.value()) {
        if (filter instanceof Condition condition) {
          plain.add(condition);
        } else {
          errors.add("filters", "cannot be joined by OR, has_key or full_text here");
        }
      }
      if (errors.isEmpty()) {
        return Outcome.changed(List.copyOf(plain));
      }
    }
    return new Outcome.Invalid<>(errors.build());
  }

  private Outcome<List<Filter>> outcome() {
    if (!errors.isEmpty()) {
      return new Outcome.Invalid<>(errors.build());
    }
    // What must all hold is a list of its own, so that a store can see the parts.
    return Outcome.changed(
        switch (read) {
          case null -> List.of();
          case AllOf(var all) -> all;
          case Filter one -> List.of(one);
        });
  }

  private void all(String name, JsonNode filters) {
    if (filters.isObject()) {
      filters.properties().forEach(e -> field(e.getKey(), e.getValue()));
    } else if (filters.isArray()) {
      filters.forEach(one -> condition(one.path("field").asText(name), one));
    } else if (!filters.isNull() && !filters.isMissingNode()) {
      errors.add(name, "must be an object of field names to conditions");
    }
  }

  private void field(String field, JsonNode node) {
    if (node.has("filter_params")) {
      bundle(field, node);
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      node.forEach(condition -> condition(field, condition));
    } else {
      condition(field, node);
    }
  }

  private void bundle(String name, JsonNode node) {
    if (depth == DEEPEST) {
      errors.add(name, "bundles may stand in one another " + DEEPEST + " deep at most");
      return;
    }
    var inner = new SpanFilters(fields, errors, false, depth + 1);
    inner.conditions = conditions;
    inner.all(name, node.path("filter_params"));
    conditions = inner.conditions;
    if (inner.read != null) {
      join(name, inner.read, node.path("connector").asText(""));
    }
  }

  private void condition(String field, JsonNode node) {
    if (!node.isObject()) {
      add(field, "", values(node), ""); // the short form: {"model": "a"} or {"model": ["a", "b"]}
      return;
    }
    if (node.has("filter_params")) {
      bundle(field, node);
      return;
    }
    add(
        field,
        node.path("operator").asText(""),
        values(node.path("value")),
        node.path("connector").asText(""));
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

  private void add(String field, String operatorName, List<String> values, String connector) {
    if (++conditions > MOST_CONDITIONS) {
      errors.add("filters", "may have " + MOST_CONDITIONS + " conditions at most");
      return;
    }
    if (values.size() > MOST_VALUES) {
      errors.add(field, "may be compared with " + MOST_VALUES + " values at most");
      return;
    }
    one(field, operatorName, values).ifPresent(filter -> join(field, filter, connector));
  }

  private Optional<Filter> one(String field, String operatorName, List<String> values) {
    if (operatorName.strip().equalsIgnoreCase("has_key")) {
      return members(field, values);
    }
    if (field.equals(BODY_TEXT) && fields == SpanField.FILTERS) {
      return bodyText(operatorName, values);
    }
    var kind = fields.kind(field);
    if (kind.isEmpty()) {
      errors.add(field, "is not a field that " + fields.things() + " can be filtered by");
      return Optional.empty();
    }
    var operator = FilterOperators.find(operatorName, values);
    if (operator.isEmpty()) {
      errors.add(field, "unknown operator \"" + operatorName + "\"");
      return Optional.empty();
    }
    if (FilterOperators.takesValues(operator.get())) {
      if (values.isEmpty()) {
        errors.add(field, "needs at least one value");
        return Optional.empty();
      }
      check(field, kind.get(), operator.get(), values);
    }
    return Optional.of(new Condition(field, operator.get(), values));
  }

  private void check(String field, SpanField.Kind kind, Operator operator, List<String> values) {
    if (FilterOperators.takesPatterns(operator)) {
      if (values.stream().anyMatch(v -> v.length() > LONGEST_PATTERN)) {
        errors.add(field, "patterns may have " + LONGEST_PATTERN + " characters at most");
      }
    } else {
      checkValues(field, kind, values);
    }
  }

  /** {@code has_key} asks an object which members it has; one of those named is enough. */
  private Optional<Filter> members(String field, List<String> keys) {
    if (!field.equals("metadata") && !field.equals("scores")) {
      errors.add(field, "has no keys: has_key is for metadata and scores");
      return Optional.empty();
    }
    if (keys.isEmpty() || keys.contains("")) {
      errors.add(field, "needs at least one key");
      return Optional.empty();
    }
    return Optional.of(
        new AnyOf(
            keys.stream()
                .map(key -> new Condition(field + "__" + key, Operator.PRESENT, List.of()))
                .map(Filter.class::cast)
                .toList()));
  }

  private Optional<Filter> bodyText(String operatorName, List<String> values) {
    var operator = FilterOperators.find(operatorName, values);
    var words = String.join(" ", values);
    if (!operator.equals(Optional.of(Operator.ANY))
        && !operator.equals(Optional.of(Operator.CONTAINS))
        && !operator.equals(Optional.of(Operator.ICONTAINS))) {
      errors.add(BODY_TEXT, "can only be searched with contains");
    } else if (words.isBlank()) {
      errors.add(BODY_TEXT, "needs at least one word");
    } else if (words.length() > LONGEST_PATTERN) {
      errors.add(BODY_TEXT, "may be searched for " + LONGEST_PATTERN + " characters at most");
    } else {
      return Optional.of(new BodyText(words));
    }
    return Optional.empty();
  }

  private void join(String field, Filter filter, String connector) {
    var or =
        switch (connector.strip().toUpperCase(Locale.ROOT)) {
          case "" -> any;
          case "AND" -> false;
          case "OR" -> true;
          default -> {
            errors.add(field, "unknown connector \"" + connector + "\": AND or OR");
            yield false;
          }
        };
    if (read == null) {
      read = filter;
    } else if (or) {
      read = new AnyOf(read instanceof AnyOf(var some) ? and(some, filter) : List.of(read, filter));
    } else {
      read = new AllOf(read instanceof AllOf(var some) ? and(some, filter) : List.of(read, filter));
    }
  }

  private static List<Filter> and(List<Filter> some, Filter one) {
    var all = new ArrayList<>(some);
    all.add(one);
    return all;
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
}
