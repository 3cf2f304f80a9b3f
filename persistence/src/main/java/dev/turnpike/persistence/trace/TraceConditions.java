package dev.turnpike.persistence.trace;

import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.trace.TraceField;
import dev.turnpike.core.trace.TraceQuery;
import dev.turnpike.persistence.span.Comparison;
import dev.turnpike.persistence.span.SpanColumns;
import dev.turnpike.persistence.span.SpanConditions;
import dev.turnpike.persistence.span.SpanSql;
import java.util.List;

/** A query's conditions as SQL over the table {@code trace t}. Values always are placeholders. */
final class TraceConditions {
  private static final String ANY_SPAN =
      """
      exists (select 1 from span s where s.organization_id = t.organization_id
        and s.environment = t.environment and s.trace_id = t.trace_id
        and s.arrival between t.first_arrival and t.last_arrival and
      """;

  private TraceConditions() {}

  /** Appends the {@code where} clause of the query, keyset position included. */
  static void append(SpanSql.Text text, TraceQuery query) {
    text.add(" where t.organization_id = ?", query.organization().value());
    var environment = query.environment();
    if (environment != null) {
      text.add(" and t.environment = ?", environment.wire());
    }
    var from = query.from();
    if (from != null) {
      text.add(" and t.last_arrival >= ?", SpanColumns.at(from));
    }
    var to = query.to();
    if (to != null) {
      text.add(" and t.last_arrival < ?", SpanColumns.at(to));
    }
    var before = query.before();
    if (before != null) {
      text.add(
          " and (t.last_arrival, t.trace_id) < (?, ?)",
          SpanColumns.at(before.lastArrival()),
          before.id());
    }
    query.conditions().forEach(condition -> append(text, condition));
  }

  private static void append(SpanSql.Text text, Condition condition) {
    text.add(" and ");
    var field = TraceField.find(condition.field());
    if (field.isPresent() && !condition.field().startsWith(SpanField.METADATA_PREFIX)) {
      Comparison.append(text, expression(field.get()), List.of(), field.get().kind(), condition);
    } else {
      text.add(ANY_SPAN);
      SpanConditions.append(text, condition);
      text.add(")");
    }
  }

  static String expression(TraceField field) {
    return switch (field) {
      case ID -> "t.trace_id";
      case NAME -> "t.name";
      case CUSTOMER -> "t.customer_identifier";
      case ENVIRONMENT -> "t.environment";
      case KEY_ID -> "t.key_id::text";
      case GROUP -> "t.group_identifier";
      case SESSION -> "t.session_identifier";
      case THREAD -> "t.thread_identifier";
      case ROOT_SPAN -> "t.root_span_id";
      case SPANS -> "t.spans";
      case MODEL_CALLS -> "t.model_calls";
      case ERRORS -> "t.errors";
      case COST -> "t.cost_usd";
      case PROMPT_TOKENS -> "t.prompt_tokens";
      case COMPLETION_TOKENS -> "t.completion_tokens";
      case TOKENS -> "(t.prompt_tokens + t.completion_tokens)";
      case DURATION -> "extract(epoch from t.end_time - t.start_time)";
      case START_TIME -> "t.start_time";
      case END_TIME -> "t.end_time";
      case TIMESTAMP -> "t.last_arrival";
    };
  }
}
