package dev.turnpike.core.customer;

import dev.turnpike.core.span.FilterFields;
import dev.turnpike.core.span.SpanField.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields a list of customers may be filtered and sorted by, with their names on the wire. */
public enum CustomerField {
  IDENTIFIER(Kind.TEXT, "customer_identifier", "id"),
  NAME(Kind.TEXT, "name"),
  EMAIL(Kind.TEXT, "email"),
  ENVIRONMENT(Kind.TEXT, "environment"),
  FIRST_SEEN(Kind.TIME, "first_seen"),
  LAST_SEEN(Kind.TIME, "last_active_timeframe", "last_seen"),
  ACTIVE_DAYS(Kind.NUMBER, "active_days"),
  REQUESTS(Kind.NUMBER, "number_of_requests", "total_requests"),
  ERRORS(Kind.NUMBER, "error_count"),
  COST(Kind.NUMBER, "total_cost", "cost"),
  TOKENS(Kind.NUMBER, "total_tokens", "tokens"),
  PROMPT_TOKENS(Kind.NUMBER, "total_prompt_tokens"),
  COMPLETION_TOKENS(Kind.NUMBER, "total_completion_tokens"),
  AVERAGE_LATENCY(Kind.NUMBER, "average_latency"),
  AVERAGE_TTFT(Kind.NUMBER, "average_ttft"),
  TOTAL_BUDGET(Kind.NUMBER, "total_budget"),
  PERIOD_BUDGET(Kind.NUMBER, "period_budget");

  /** What {@link dev.turnpike.core.span.SpanFilters} may take from a request about customers. */
  public static final FilterFields FILTERS =
      new FilterFields() {
        @Override
        public Optional<Kind> kind(String wireName) {
          return find(wireName).map(CustomerField::kind);
        }

        @Override
        public String things() {
          return "users";
        }
      };

  private static final Map<String, CustomerField> BY_NAME = byName();

  private final Kind kind;
  private final List<String> names;

  CustomerField(Kind kind, String... names) {
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

  /** The field of a wire name, other names included; empty when customers have none such. */
  public static Optional<CustomerField> find(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }

  private static Map<String, CustomerField> byName() {
    var map = new HashMap<String, CustomerField>();
    Arrays.stream(values()).forEach(f -> f.names.forEach(name -> map.put(name, f)));
    return Collections.unmodifiableMap(map);
  }
}
