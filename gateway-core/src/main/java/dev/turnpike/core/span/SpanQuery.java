package dev.turnpike.core.span;

import dev.turnpike.core.access.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which spans, in which order, which page. Only persistence turns it into SQL.
 *
 * @param from inclusive, by arrival; absent: unbounded
 * @param to exclusive
 * @param conditions all must hold; fields by wire name ({@code model}, {@code metadata__team})
 * @param sort wire field to sort by; {@code id} means arrival, newest first when descending
 * @param before keyset position: only rows older than this one, for {@code sort = id} descending
 */
public record SpanQuery(
    OrganizationId organization,
    @Nullable Instant from,
    @Nullable Instant to,
    List<Condition> conditions,
    String sort,
    boolean descending,
    @Nullable Position before,
    int offset,
    int limit) {
  public SpanQuery {
    conditions = List.copyOf(conditions);
  }

  /** The newest spans of an organization. */
  public static SpanQuery newest(OrganizationId organization, int limit) {
    return new SpanQuery(organization, null, null, List.of(), "id", true, null, 0, limit);
  }

  /** Where a page ended. */
  public record Position(Instant arrival, String id) {}

  /**
   * One comparison; {@code values} are as sent.
   *
   * @param field a wire name that the list's {@link FilterFields} know, such as those of a {@link
   *     SpanField}, or {@code metadata__} and a key; let {@link SpanFilters} read what a caller
   *     sent, since a store throws {@code IllegalArgumentException} at one it does not know
   */
  public record Condition(String field, Operator operator, List<String> values) {
    public Condition {
      values = List.copyOf(values);
    }
  }

  /** The comparisons of the wire. {@code ANY} and {@code NONE} match any or none of the values. */
  public enum Operator {
    ANY,
    NONE,
    LT,
    LTE,
    GT,
    GTE,
    CONTAINS,
    NOT_CONTAINS,
    ICONTAINS,
    STARTSWITH,
    NOT_STARTSWITH,
    ENDSWITH,
    NOT_ENDSWITH,
    EMPTY,
    NOT_EMPTY
  }
}
