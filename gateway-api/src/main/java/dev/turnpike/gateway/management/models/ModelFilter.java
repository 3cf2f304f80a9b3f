package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.error.FieldErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wire's {@code filters}: {@code {"field": {"operator": "…", "value": […]}}}, or a list
 * of such conditions for one field. All must hold. An unknown field, an unknown operator or a value
 * that cannot be compared is an error at that field, so that a mistyped filter never answers
 * everything.
 */
final class ModelFilter {

  private static final String FIELDS =
      Arrays.stream(ModelField.values()).map(ModelField::wire).collect(Collectors.joining(", "));

  private final FieldErrors.Builder errors = new FieldErrors.Builder();
  private final List<Predicate<ModelWire>> conditions = new ArrayList<>();

  private ModelFilter() {}

  /**
   * @param filters as sent; absent or null means no condition
   */
  static ModelFilter read(@Nullable JsonNode filters) {
    var filter = new ModelFilter();
    if (filters == null || filters.isNull() || filters.isMissingNode()) {
      return filter;
    }
    if (!filters.isObject()) {
      filter.errors.add("filters", "Must be an object of conditions by field.");
      return filter;
    }
    filters.properties().forEach(entry -> filter.add(entry.getKey(), entry.getValue()));
    return filter;
  }

  FieldErrors errors() {
    return errors.build();
  }

  boolean holds(ModelWire model) {
    return conditions.stream().allMatch(condition -> condition.test(model));
  }

  private void add(String name, JsonNode sent) {
    var field = ModelField.ofWire(name);
    if (field.isEmpty()) {
      errors.add(name, "Models cannot be filtered by this field; known are " + FIELDS + ".");
      return;
    }
    for (var condition : sent.isArray() ? sent : List.of(sent)) {
      read(name, field.get(), condition);
    }
  }

  private void read(String name, ModelField field, JsonNode condition) {
    if (!condition.isObject()) {
      errors.add(name, "Must be {\"operator\": \"…\", \"value\": […]}.");
      return;
    }
    var word = condition.path("operator").asText("");
    var operator = Operator.ofWire(word);
    if (operator.isEmpty()) {
      errors.add(name, "Unknown operator '" + word + "'; known are " + Operator.KNOWN + ".");
      return;
    }
    var values = values(condition.path("value"));
    if (operator.get().ordered() && values.stream().anyMatch(value -> number(value).isEmpty())) {
      errors.add(name, "Operator '" + word + "' compares with a number.");
      return;
    }
    if (values.isEmpty() && operator.get().needsValue()) {
      errors.add(name, "Operator '" + word + "' needs a value.");
      return;
    }
    conditions.add(model -> operator.get().holds(field, field.of(model), values));
  }

  private static List<String> values(JsonNode value) {
    var values = new ArrayList<String>();
    for (var one : value.isArray() ? value : List.of(value)) {
      if (!one.isMissingNode() && !one.isNull()) {
        values.add(one.asText());
      }
    }
    return values;
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** The comparisons of the wire, for values in memory. */
  private enum Operator {
    ANY("", "in", "eq", "=", "=="),
    NONE("not", "not_in"),
    LT("lt"),
    LTE("lte"),
    GT("gt"),
    GTE("gte"),
    CONTAINS("contains"),
    NOT_CONTAINS("not_contains"),
    ICONTAINS("icontains"),
    STARTSWITH("startswith"),
    NOT_STARTSWITH("not_startswith"),
    ENDSWITH("endswith"),
    NOT_ENDSWITH("not_endswith"),
    EMPTY("empty"),
    NOT_EMPTY("not_empty");

    static final String KNOWN =
        Arrays.stream(values())
            .map(operator -> "'" + operator.words.getFirst() + "'")
            .collect(Collectors.joining(", "));

    private final List<String> words;

    Operator(String... words) {
      this.words = List.of(words);
    }

    static Optional<Operator> ofWire(String word) {
      return Arrays.stream(values()).filter(op -> op.words.contains(word)).findFirst();
    }

    boolean ordered() {
      return this == LT || this == LTE || this == GT || this == GTE;
    }

    boolean needsValue() {
      return this != EMPTY && this != NOT_EMPTY;
    }

    boolean holds(ModelField field, Optional<Object> actual, List<String> values) {
      return switch (this) {
        case ANY -> values.stream().anyMatch(value -> same(actual, value));
        case NONE -> values.stream().noneMatch(value -> same(actual, value));
        case LT -> compares(actual, values, sign -> sign < 0);
        case LTE -> compares(actual, values, sign -> sign <= 0);
        case GT -> compares(actual, values, sign -> sign > 0);
        case GTE -> compares(actual, values, sign -> sign >= 0);
        case CONTAINS -> text(actual, values, String::contains);
        case NOT_CONTAINS -> !text(actual, values, String::contains);
        case ICONTAINS ->
            text(actual, values, (a, v) -> folded(field, a).contains(folded(field, v)));
        case STARTSWITH -> text(actual, values, String::startsWith);
        case NOT_STARTSWITH -> !text(actual, values, String::startsWith);
        case ENDSWITH -> text(actual, values, String::endsWith);
        case NOT_ENDSWITH -> !text(actual, values, String::endsWith);
        case EMPTY -> actual.isEmpty() || actual.get().toString().isEmpty();
        case NOT_EMPTY -> actual.isPresent() && !actual.get().toString().isEmpty();
      };
    }

    private static boolean same(Optional<Object> actual, String value) {
      return actual.isPresent()
          && (actual.get() instanceof BigDecimal number
              ? number(value).filter(other -> other.compareTo(number) == 0).isPresent()
              : actual.get().toString().equals(value)
                  || actual.get() instanceof Boolean truth && value.equals(truth ? "1" : "0"));
    }

    private static boolean compares(
        Optional<Object> actual, List<String> values, Predicate<Integer> wanted) {
      return actual.isPresent()
          && actual.get() instanceof BigDecimal number
          && values.stream()
              .flatMap(value -> number(value).stream())
              .allMatch(other -> wanted.test(number.compareTo(other)));
    }

    private static boolean text(
        Optional<Object> actual, List<String> values, TextComparison comparison) {
      return actual.isPresent()
          && values.stream().anyMatch(value -> comparison.holds(actual.get().toString(), value));
    }

    /** So that {@code gemini3} finds {@code gemini-3}. */
    private static String folded(ModelField field, String text) {
      var lower = text.toLowerCase(Locale.ROOT);
      return field == ModelField.MODEL_NAME ? lower.replaceAll("[-_. ]", "") : lower;
    }
  }

  private interface TextComparison {
    boolean holds(String actual, String value);
  }
}
