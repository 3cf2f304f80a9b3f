package dev.turnpike.core.rollup;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.SpanQuery.Filter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which calls to add up.
 *
 * <p>Windows are by arrival, as those of the logs, and to the minute: {@code from} is rounded down
 * and {@code to} up. Where minutes or hours are no longer kept, to the hour or the day.
 *
 * @param to exclusive
 * @param conditions all must hold
 * @param measures whose distributions to read besides; each costs
 */
public record RollupQuery(
    OrganizationId organization,
    Instant from,
    Instant to,
    List<? extends Filter> conditions,
    Set<Measure> measures) {
  public RollupQuery {
    conditions = List.copyOf(conditions);
    var copy = EnumSet.noneOf(Measure.class);
    copy.addAll(measures);
    measures = Set.copyOf(copy);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the window ends at " + to + ", before " + from);
    }
  }

  /** All calls of an organization in a window, without distributions. */
  public static RollupQuery all(OrganizationId organization, Instant from, Instant to) {
    return new RollupQuery(organization, from, to, List.of(), Set.of());
  }

  public RollupQuery where(List<? extends Filter> others) {
    return new RollupQuery(organization, from, to, others, measures);
  }

  /** The same of another window. */
  public RollupQuery within(Instant otherFrom, Instant otherTo) {
    return new RollupQuery(organization, otherFrom, otherTo, conditions, measures);
  }

  public RollupQuery measuring(Measure... others) {
    return new RollupQuery(organization, from, to, conditions, Set.of(others));
  }
}
