package dev.turnpike.persistence.span;

import dev.turnpike.core.span.SpanField.Kind;
import dev.turnpike.core.span.SpanFilters;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.WireTime;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One condition on one expression, as SQL. */
public final class Comparison {
  private final SpanSql.Text text;
  private final String expression;
  private final List<Object> its;
  private final Kind kind;
  private final List<String> values;

  private Comparison(
      SpanSql.Text text, String expression, List<Object> its, Kind kind, List<String> values) {
    this.text = text;
    this.expression = expression;
    this.its = its;
    this.kind = kind;
    this.values = values;
  }

  /**
   * Appends it, in brackets.
   *
   * @param expression what is compared
   * @param its values of the expression's own placeholders
   */
  public static void append(
      SpanSql.Text text, String expression, List<Object> its, Kind kind, Condition condition) {
    new Comparison(text, expression, its, kind, condition.values()).append(condition);
  }

  private void append(Condition condition) {
    switch (condition.operator()) {
      case ANY -> oneOf(false);
      case NONE -> oneOf(true);
      case LT -> compare("<");
      case LTE -> compare("<=");
      case GT -> compare(">");
      case GTE -> compare(">=");
      case CONTAINS -> like("%", "%", false);
      case NOT_CONTAINS -> like("%", "%", true);
      case STARTSWITH -> like("", "%", false);
      case NOT_STARTSWITH -> like("", "%", true);
      case ENDSWITH -> like("%", "", false);
      case NOT_ENDSWITH -> like("%", "", true);
      case ICONTAINS -> anyOf(value -> ilike("%" + escaped(value) + "%"));
      case IEXACT -> anyOf(value -> ilike(escaped(value)));
      case ILIKE -> anyOf(this::ilike);
      case REGEX -> anyOf(value -> operand().add("::text ~ ?", value));
      case OVERLAP -> anyOf(this::overlap);
      case EMPTY -> empty(false);
      case NOT_EMPTY -> empty(true);
      case PRESENT -> operand().add(" is not null");
    }
  }

  private SpanSql.Text operand() {
    return text.add(expression, its.toArray());
  }

  private void oneOf(boolean negated) {
    text.add("(");
    if (negated) {
      operand().add(" is null or ");
    }
    operand().add(negated ? " not in (" : " in (");
    var separator = "";
    for (var value : values) {
      text.add(separator + "?", typed(value));
      separator = ", ";
    }
    text.add("))");
  }

  private void compare(String sign) {
    anyOf(value -> operand().add(" " + sign + " ?", typed(value)));
  }

  private void like(String before, String after, boolean negated) {
    text.add(negated ? "(not coalesce(" : "(");
    anyOf(value -> operand().add("::text like ?", before + escaped(value) + after));
    text.add(negated ? ", false))" : ")");
  }

  private void ilike(String pattern) {
    text.add("lower(");
    operand().add("::text) like ?", pattern.toLowerCase(Locale.ROOT));
  }

  /** A member of a JSON list stands in quotes; a plain value is one that is wholly equal. */
  private void overlap(String value) {
    text.add("(");
    operand().add("::text = ? or (", value);
    operand().add("::text like '[%' and ");
    operand().add("::text like ?))", "%" + escaped(SpanJson.text(value)) + "%");
  }

  private void anyOf(Consumer<String> one) {
    text.add("(");
    var separator = "";
    for (var value : values) {
      text.add(separator);
      one.accept(value);
      separator = " or ";
    }
    text.add(")");
  }

  private void empty(boolean negated) {
    text.add(negated ? "(not (" : "((");
    operand().add(" is null");
    if (kind == Kind.TEXT || kind == Kind.EXTRA_TEXT) {
      text.add(" or ");
      operand().add(" = ''");
    }
    text.add("))");
  }

  private Object typed(String value) {
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
