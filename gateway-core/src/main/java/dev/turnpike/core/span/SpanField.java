package dev.turnpike.core.span;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fields a query of logs may filter and sort by, each with its names on the wire: the first is
 * the proper one, the others are older names.
 */
public enum SpanField {
  ID(Kind.TEXT, "unique_id", "id", "log_id"),
  TRACE_ID(Kind.TEXT, "trace_unique_id", "trace_id"),
  SPAN_ID(Kind.TEXT, "span_unique_id", "span_id"),
  PARENT_ID(Kind.TEXT, "span_parent_id"),
  SPAN_NAME(Kind.TEXT, "span_name"),
  WORKFLOW_NAME(Kind.TEXT, "span_workflow_name"),
  SPAN_PATH(Kind.TEXT, "span_path"),
  IS_ROOT(Kind.BOOLEAN, "is_root_span"),
  THREAD(Kind.TEXT, "thread_identifier"),
  GROUP(Kind.TEXT, "group_identifier", "trace_group_identifier"),
  SESSION(Kind.TEXT, "session_identifier"),
  CUSTOMER(Kind.TEXT, "customer_identifier"),
  CUSTOMER_EMAIL(Kind.TEXT, "customer_email"),
  CUSTOMER_NAME(Kind.TEXT, "customer_name"),
  CUSTOM_ID(Kind.TEXT, "custom_identifier"),
  EVALUATION(Kind.TEXT, "evaluation_identifier"),
  KEY_ID(Kind.TEXT, "organization_key_id"),
  KEY_NAME(Kind.TEXT, "organization_key_name"),
  ENVIRONMENT(Kind.TEXT, "environment"),
  MODEL(Kind.TEXT, "model"),
  UPSTREAM_MODEL(Kind.TEXT, "full_model_name"),
  PROVIDER(Kind.TEXT, "provider_id"),
  LOG_TYPE(Kind.TEXT, "log_type"),
  LOG_METHOD(Kind.TEXT, "log_method"),
  STATUS(Kind.TEXT, "status"),
  STATUS_CODE(Kind.NUMBER, "status_code"),
  ERROR_CODE(Kind.TEXT, "error_code"),
  ERROR_MESSAGE(Kind.TEXT, "error_message"),
  STREAM(Kind.BOOLEAN, "stream"),
  /** Whether the answer came from another deployment than was tried first. */
  FELL_BACK(Kind.BOOLEAN, "fell_back"),
  COST(Kind.NUMBER, "cost", "total_cost"),
  LATENCY(Kind.NUMBER, "latency", "generation_time"),
  TTFT(Kind.NUMBER, "time_to_first_token", "ttft"),
  TOKENS_PER_SECOND(Kind.NUMBER, "tokens_per_second"),
  ROUTING_TIME(Kind.NUMBER, "routing_time"),
  PROMPT_TOKENS(Kind.NUMBER, "prompt_tokens", "input_tokens"),
  COMPLETION_TOKENS(Kind.NUMBER, "completion_tokens", "output_tokens"),
  TOTAL_TOKENS(Kind.NUMBER, "total_request_tokens", "total_tokens"),
  CACHE_HIT_TOKENS(Kind.NUMBER, "prompt_cache_hit_tokens"),
  CACHE_CREATION_TOKENS(Kind.NUMBER, "prompt_cache_creation_tokens"),
  REASONING_TOKENS(Kind.NUMBER, "reasoning_tokens"),
  START_TIME(Kind.TIME, "start_time"),
  TIMESTAMP(Kind.TIME, "timestamp"),
  // Kept as they came, without a column of their own.
  ERROR_CLASS(Kind.EXTRA_TEXT, "error_class"),
  ERROR_FINGERPRINT(Kind.EXTRA_TEXT, "error_fingerprint"),
  FAULT_DOMAIN(Kind.EXTRA_TEXT, "fault_domain"),
  PROMPT_ID(Kind.EXTRA_TEXT, "prompt_id"),
  PROMPT_NAME(Kind.EXTRA_TEXT, "prompt_name"),
  PROMPT_VERSION(Kind.EXTRA_NUMBER, "prompt_version_number"),
  DEPLOYMENT_ID(Kind.EXTRA_TEXT, "deployment_id"),
  DEPLOYMENT_NAME(Kind.EXTRA_TEXT, "deployment_name"),
  RESPONSE_ID(Kind.EXTRA_TEXT, "response_id"),
  CACHE_KEY(Kind.EXTRA_TEXT, "cache_key"),
  NOTE(Kind.EXTRA_TEXT, "note"),
  CATEGORY(Kind.EXTRA_TEXT, "category"),
  BEHAVIORS(Kind.EXTRA_TEXT, "behaviors"),
  CACHE_BIT(Kind.EXTRA_BOOLEAN, "cache_bit"),
  HAS_TOOL_CALLS(Kind.EXTRA_BOOLEAN, "has_tool_calls"),
  USED_CUSTOM_CREDENTIAL(Kind.EXTRA_BOOLEAN, "used_custom_credential"),
  POSITIVE_FEEDBACK(Kind.EXTRA_BOOLEAN, "positive_feedback"),
  BLURRED(Kind.EXTRA_BOOLEAN, "blurred");

  /** How its values compare. {@code EXTRA_…} ones live among {@link Span#extra()}. */
  public enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    TIME,
    EXTRA_TEXT,
    EXTRA_NUMBER,
    EXTRA_BOOLEAN
  }

  /** Before the key of a member of {@code metadata}, whose values are text. */
  public static final String METADATA_PREFIX = "metadata__";

  /** Before the key of a member of {@code scores}, whose values are numbers. */
  public static final String SCORES_PREFIX = "scores__";

  /** What {@link SpanFilters} may take from a request about logs. */
  public static final FilterFields FILTERS =
      new FilterFields() {
        @Override
        public Optional<Kind> kind(String wireName) {
          if (isMember(wireName, METADATA_PREFIX)) {
            return Optional.of(Kind.TEXT);
          }
          return isMember(wireName, SCORES_PREFIX)
              ? Optional.of(Kind.NUMBER)
              : find(wireName).map(SpanField::kind);
        }

        @Override
        public String things() {
          return "logs";
        }
      };

  private static final Map<String, SpanField> BY_NAME = byName();

  private final Kind kind;
  private final List<String> names;

  SpanField(Kind kind, String... names) {
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

  /** The field of a wire name, older names included; empty when there is none. */
  public static Optional<SpanField> find(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }

  /** Whether conditions may name it: a field of the table, or a member of metadata or scores. */
  public static boolean isKnown(String wireName) {
    return FILTERS.kind(wireName).isPresent();
  }

  private static boolean isMember(String wireName, String prefix) {
    return wireName.startsWith(prefix) && wireName.length() > prefix.length();
  }

  private static Map<String, SpanField> byName() {
    var map = new HashMap<String, SpanField>();
    Arrays.stream(values()).forEach(f -> f.names.forEach(name -> map.put(name, f)));
    return Collections.unmodifiableMap(map);
  }

  /** Proper names of all fields, for messages and menus. */
  public static Stream<String> wireNames() {
    return Arrays.stream(values()).map(SpanField::wire);
  }
}
