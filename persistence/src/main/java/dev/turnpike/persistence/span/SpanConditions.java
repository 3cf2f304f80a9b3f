package dev.turnpike.persistence.span;

import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanField.Kind;
import dev.turnpike.core.span.SpanFilters;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.WireTime;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A query's conditions as SQL. Values always go through placeholders. */
final class SpanConditions {
  private static final String METADATA = "(s.metadata ->> ?)";

  private final SpanSql.Text text;

  private SpanConditions(SpanSql.Text text) {
    this.text = text;
  }

  /** Appends the {@code where} clause of the query, keyset position included. */
  static void append(SpanSql.Text text, SpanQuery query) {
    text.add(" where s.organization_id = ?", query.organization().value());
    var from = query.from();
    if (from != null) {
      text.add(" and s.arrival >= ?", SpanColumns.at(from));
    }
    var to = query.to();
    if (to != null) {
      text.add(" and s.arrival < ?", SpanColumns.at(to));
    }
    var before = query.before();
    if (before != null) {
      text.add(" and (s.arrival, s.id) < (?, ?)", SpanColumns.at(before.arrival()), before.id());
    }
    var conditions = new SpanConditions(text);
    query.conditions().forEach(conditions::append);
  }

  private void append(Condition condition) {
    var name = condition.field();
    if (name.startsWith(SpanField.METADATA_PREFIX)) {
      metadata(name.substring(SpanField.METADATA_PREFIX.length()), condition);
    } else if (name.startsWith(SpanField.SCORES_PREFIX)) {
      var key = name.substring(SpanField.SCORES_PREFIX.length());
      var score = SpanSql.number("s.extra -> 'scores' -> ?", "(s.extra -> 'scores' ->> ?)");
      append(new Operand(score, List.of(key, key), Kind.NUMBER), condition);
    } else {
      var field =
          SpanField.find(name)
              .orElseThrow(() -> new IllegalArgumentException("unknown log field: " + name));
      append(new Operand(SpanSql.expression(field), List.of(), field.kind()), condition);
    }
  }

  /** What is compared: an expression with its own placeholders' values. */
  private record Operand(String expression, List<Object> values, Kind kind) {}

  /**
   * An absent key never matches, not even negated conditions, but for the one that asks for
   * absence.
   */
  private void metadata(String key, Condition condition) {
    if (condition.operator() != Operator.EMPTY) {
      text.add(" and jsonb_exists(s.metadata, ?)", key);
    }
    append(new Operand(METADATA, List.of(key), Kind.TEXT), condition);
  }

  private void append(Operand operand, Condition condition) {
    switch (condition.operator()) {
      case ANY -> oneOf(operand, condition, false);
      case NONE -> oneOf(operand, condition, true);
      case LT -> compare(operand, "<", condition);
      case LTE -> compare(operand, "<=", condition);
      case GT -> compare(operand, ">", condition);
      case GTE -> compare(operand, ">=", condition);
      case CONTAINS -> like(operand, condition, value -> "%" + escaped(value) + "%", false);
      case NOT_CONTAINS -> like(operand, condition, value -> "%" + escaped(value) + "%", true);
      case ICONTAINS -> containsIgnoringCase(operand, condition);
      case STARTSWITH -> like(operand, condition, value -> escaped(value) + "%", false);
      case NOT_STARTSWITH -> like(operand, condition, value -> escaped(value) + "%", true);
      case ENDSWITH -> like(operand, condition, value -> "%" + escaped(value), false);
      case NOT_ENDSWITH -> like(operand, condition, value -> "%" + escaped(value), true);
      case EMPTY -> empty(operand, false);
      case NOT_EMPTY -> empty(operand, true);
    }
  }

  private void oneOf(Operand operand, Condition condition, boolean negated) {
    if (negated) {
      text.add(" and (").add(operand.expression(), operand.values().toArray()).add(" is null or ");
    } else {
      text.add(" and (");
    }
    text.add(operand.expression(), operand.values().toArray()).add(negated ? " not in (" : " in (");
    var separator = "";
    for (var value : condition.values()) {
      text.add(separator + "?", typed(operand.kind(), value));
      separator = ", ";
    }
    text.add("))");
  }

  /** With several values the comparison holds for at least one. */
  private void compare(Operand operand, String sign, Condition condition) {
    anyOf(
        condition.values(),
        value ->
            text.add(operand.expression(), operand.values().toArray())
                .add(" " + sign + " ?", typed(operand.kind(), value)));
  }

  private void like(
      Operand operand, Condition condition, Function<String, String> pattern, boolean negated) {
    if (negated) {
      text.add(" and not coalesce((");
    } else {
      text.add(" and (");
    }
    var separator = "";
    for (var value : condition.values()) {
      text.add(separator).add(operand.expression(), operand.values().toArray());
      text.add("::text like ?", pattern.apply(value));
      separator = " or ";
    }
    text.add(negated ? "), false)" : ")");
  }

  private void containsIgnoringCase(Operand operand, Condition condition) {
    anyOf(
        condition.values(),
        value ->
            text.add("lower(")
                .add(operand.expression(), operand.values().toArray())
                .add("::text) like ?", "%" + escaped(value.toLowerCase(Locale.ROOT)) + "%"));
  }

  private void anyOf(List<String> values, java.util.function.Consumer<String> one) {
    text.add(" and (");
    var separator = "";
    for (var value : values) {
      text.add(separator);
      one.accept(value);
      separator = " or ";
    }
    text.add(")");
  }

  private void empty(Operand operand, boolean negated) {
    text.add(negated ? " and not (" : " and (");
    text.add(operand.expression(), operand.values().toArray()).add(" is null");
    if (operand.kind() == Kind.TEXT || operand.kind() == Kind.EXTRA_TEXT) {
      text.add(" or ").add(operand.expression(), operand.values().toArray()).add(" = ''");
    }
    text.add(")");
  }

  private static Object typed(Kind kind, String value) {
    return switch (kind) {
      case TEXT, EXTRA_TEXT -> value;
      case NUMBER, EXTRA_NUMBER -> new BigDecimal(value.strip());
      case BOOLEAN, EXTRA_BOOLEAN ->
          SpanFilters.truth(value)
              .orElseThrow(() -> new IllegalArgumentException("not a truth value: " + value));
      case TIME -> SpanColumns.at(WireTime.parse(value));
    };
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
