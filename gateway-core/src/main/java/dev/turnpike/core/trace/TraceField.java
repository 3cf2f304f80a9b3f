package dev.turnpike.core.trace;

import dev.turnpike.core.span.FilterFields;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanField.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields a list of traces may be filtered and sorted by, with their names on the wire. Besides
 * these, conditions may name {@code metadata__<key>} and any field of a span, which then holds for
 * a trace when it holds for at least one of its spans.
 */
public enum TraceField {
  ID(Kind.TEXT, "trace_unique_id", "trace_id", "id"),
  NAME(Kind.TEXT, "name"),
  CUSTOMER(Kind.TEXT, "customer_identifier"),
  ENVIRONMENT(Kind.TEXT, "environment"),
  KEY_ID(Kind.TEXT, "organization_key_id"),
  GROUP(Kind.TEXT, "trace_group_identifier", "group_identifier"),
  SESSION(Kind.TEXT, "session_identifier"),
  THREAD(Kind.TEXT, "thread_identifier"),
  ROOT_SPAN(Kind.TEXT, "root_span_unique_id"),
  SPANS(Kind.NUMBER, "span_count"),
  MODEL_CALLS(Kind.NUMBER, "llm_call_count"),
  ERRORS(Kind.NUMBER, "error_count"),
  COST(Kind.NUMBER, "total_cost"),
  PROMPT_TOKENS(Kind.NUMBER, "total_prompt_tokens"),
  COMPLETION_TOKENS(Kind.NUMBER, "total_completion_tokens"),
  TOKENS(Kind.NUMBER, "total_tokens", "total_request_tokens"),
  DURATION(Kind.NUMBER, "duration"),
  START_TIME(Kind.TIME, "start_time"),
  END_TIME(Kind.TIME, "end_time"),
  /** When its newest span came in: the order of a list that asks for none. */
  TIMESTAMP(Kind.TIME, "timestamp");

  /** What {@link dev.turnpike.core.span.SpanFilters} may take from a request about traces. */
  public static final FilterFields FILTERS =
      new FilterFields() {
        @Override
        public Optional<Kind> kind(String wireName) {
          return find(wireName)
              .map(TraceField::kind)
              .or(
                  () ->
                      wireName.startsWith(SpanField.METADATA_PREFIX)
                              && wireName.length() > SpanField.METADATA_PREFIX.length()
                          ? Optional.of(Kind.TEXT)
                          : SpanField.FILTERS.kind(wireName));
        }

        @Override
        public String things() {
          return "traces";
        }
      };

  private static final Map<String, TraceField> BY_NAME = byName();

  private final Kind kind;
  private final List<String> names;

  TraceField(Kind kind, String... names) {
    this.kind = kind;
    this.names = List.of(names);
  }

  public Kind kind() {
    return kind;
  }

  /** The proper name on the wire. */
  public String wire() {
    return names.get(0);
  }

  /** The field of a wire name, other names included; empty when traces have none such. */
  public static Optional<TraceField> find(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }

  private static Map<String, TraceField> byName() {
    var map = new HashMap<String, TraceField>();
    Arrays.stream(values()).forEach(f -> f.names.forEach(name -> map.put(name, f)));
    return Collections.unmodifiableMap(map);
  }
}
