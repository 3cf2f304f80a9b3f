package dev.turnpike.core.span;

import dev.turnpike.core.span.SpanQuery.Operator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operators of the wire, with all their spellings. */
final class FilterOperators {
  /** What compares text with a pattern: the values need not be of the field's own type. */
  private static final Set<Operator> PATTERNS = Set.of(Operator.REGEX, Operator.ILIKE);

  private static final Set<Operator> WITHOUT_VALUES =
      Set.of(Operator.EMPTY, Operator.NOT_EMPTY, Operator.PRESENT);

  private static final Map<String, Operator> BY_NAME =
      Map.ofEntries(
          Map.entry("", Operator.ANY),
          Map.entry("=", Operator.ANY),
          Map.entry("==", Operator.ANY),
          Map.entry("eq", Operator.ANY),
          Map.entry("equals", Operator.ANY),
          Map.entry("exact", Operator.ANY),
          Map.entry("in", Operator.ANY),
          Map.entry("not", Operator.NONE),
          Map.entry("!=", Operator.NONE),
          Map.entry("not_in", Operator.NONE),
          Map.entry("lt", Operator.LT),
          Map.entry("<", Operator.LT),
          Map.entry("lte", Operator.LTE),
          Map.entry("<=", Operator.LTE),
          Map.entry("gt", Operator.GT),
          Map.entry(">", Operator.GT),
          Map.entry("gte", Operator.GTE),
          Map.entry(">=", Operator.GTE),
          Map.entry("contains", Operator.CONTAINS),
          Map.entry("not_contains", Operator.NOT_CONTAINS),
          Map.entry("icontains", Operator.ICONTAINS),
          Map.entry("iexact", Operator.IEXACT),
          Map.entry("startswith", Operator.STARTSWITH),
          Map.entry("not_startswith", Operator.NOT_STARTSWITH),
          Map.entry("endswith", Operator.ENDSWITH),
          Map.entry("not_endswith", Operator.NOT_ENDSWITH),
          Map.entry("regex", Operator.REGEX),
          Map.entry("overlap", Operator.OVERLAP),
          Map.entry("empty", Operator.EMPTY),
          Map.entry("not_empty", Operator.NOT_EMPTY),
          Map.entry("notempty", Operator.NOT_EMPTY));

  private FilterOperators() {}

  /** The operator of a name; {@code isnull} and {@code ilike} also depend on the values. */
  static Optional<Operator> find(String name, List<String> values) {
    var word = name.strip().toLowerCase(Locale.ROOT);
    if (word.equals("isnull")) {
      var no = values.stream().anyMatch(v -> SpanFilters.truth(v).equals(Optional.of(false)));
      return Optional.of(no ? Operator.NOT_EMPTY : Operator.EMPTY);
    }
    if (word.equals("ilike")) {
      var pattern = values.stream().anyMatch(v -> v.contains("%") || v.contains("_"));
      return Optional.of(pattern ? Operator.ILIKE : Operator.ICONTAINS);
    }
    return Optional.ofNullable(BY_NAME.get(word));
  }

  static boolean takesValues(Operator operator) {
    return !WITHOUT_VALUES.contains(operator);
  }

  static boolean takesPatterns(Operator operator) {
    return PATTERNS.contains(operator);
  }
}
