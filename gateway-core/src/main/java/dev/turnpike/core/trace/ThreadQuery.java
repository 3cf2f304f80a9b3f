package dev.turnpike.core.trace;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.FilterFields;
import dev.turnpike.core.span.SpanField.Kind;
import dev.turnpike.core.span.SpanQuery.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which threads; the one that was last spoken in comes first.
 *
 * @param environment absent: of all
 * @param from inclusive, by {@link ThreadSummary#lastArrival}; absent: unbounded
 * @param to exclusive
 * @param conditions all must hold; fields that {@link #FILTERS} knows
 * @param before keyset position: only threads last spoken in before this one
 */
public record ThreadQuery(
    OrganizationId organization,
    @Nullable Environment environment,
    @Nullable Instant from,
    @Nullable Instant to,
    List<Condition> conditions,
    @Nullable Position before,
    int offset,
    int limit) {
  /** A thread is of a key when any of its calls came by it. */
  public static final FilterFields FILTERS =
      new FilterFields() {
        private static final Set<String> TEXTS =
            Set.of(
                "thread_identifier", "customer_identifier", "organization_key_id", "environment");
        private static final Set<String> NUMBERS =
            Set.of("log_count", "error_count", "total_cost", "total_tokens");

        @Override
        public Optional<Kind> kind(String wireName) {
          if (TEXTS.contains(wireName)) {
            return Optional.of(Kind.TEXT);
          }
          return NUMBERS.contains(wireName) ? Optional.of(Kind.NUMBER) : Optional.empty();
        }

        @Override
        public String things() {
          return "threads";
        }
      };

  public ThreadQuery {
    conditions = List.copyOf(conditions);
  }

  /** The threads of an organization's environment that were last spoken in. */
  public static ThreadQuery newest(
      OrganizationId organization, Environment environment, int limit) {
    return new ThreadQuery(organization, environment, null, null, List.of(), null, 0, limit);
  }

  /** Where a page ended. */
  public record Position(Instant lastArrival, String identifier) {}
}
