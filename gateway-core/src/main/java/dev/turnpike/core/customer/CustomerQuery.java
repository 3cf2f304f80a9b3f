package dev.turnpike.core.customer;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.SpanQuery.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which customers, in which order, which page.
 *
 * @param environment absent: of all
 * @param conditions all must hold; fields that {@link CustomerField#FILTERS} knows
 */
public record CustomerQuery(
    OrganizationId organization,
    @Nullable Environment environment,
    List<Condition> conditions,
    CustomerField sort,
    boolean descending,
    int offset,
    int limit) {
  public CustomerQuery {
    conditions = List.copyOf(conditions);
  }

  /** Those who came last, first. */
  public static CustomerQuery newest(
      OrganizationId organization, Environment environment, int limit) {
    return new CustomerQuery(
        organization, environment, List.of(), CustomerField.FIRST_SEEN, true, 0, limit);
  }
}
