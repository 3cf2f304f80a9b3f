package dev.turnpike.core.trace;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.SpanQuery.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which traces, in which order, which page.
 *
 * @param environment absent: of all
 * @param from inclusive, by {@link Trace#lastArrival}; absent: unbounded
 * @param to exclusive
 * @param conditions all must hold; fields that {@link TraceField#FILTERS} knows
 * @param sort the proper order for paging on is {@link TraceField#TIMESTAMP}, descending
 * @param before keyset position: only traces older than this one, for that order alone
 */
public record TraceQuery(
    OrganizationId organization,
    @Nullable Environment environment,
    @Nullable Instant from,
    @Nullable Instant to,
    List<Condition> conditions,
    TraceField sort,
    boolean descending,
    @Nullable Position before,
    int offset,
    int limit) {
  public TraceQuery {
    conditions = List.copyOf(conditions);
  }

  /** The newest traces of an organization's environment. */
  public static TraceQuery newest(OrganizationId organization, Environment environment, int limit) {
    return new TraceQuery(
        organization,
        environment,
        null,
        null,
        List.of(),
        TraceField.TIMESTAMP,
        true,
        null,
        0,
        limit);
  }

  /** Where a page ended. */
  public record Position(Instant lastArrival, String id) {}
}
