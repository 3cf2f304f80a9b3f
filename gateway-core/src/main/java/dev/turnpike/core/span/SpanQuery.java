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
 * @param conditions all must hold
 * @param sort wire field to sort by; {@code id} means arrival, newest first when descending
 * @param before keyset position: only rows older than this one, for {@code sort = id} descending
 */
public record SpanQuery(
    OrganizationId organization,
    @Nullable Instant from,
    @Nullable Instant to,
    List<? extends Filter> conditions,
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

  /** What must hold of a span. */
  public sealed interface Filter {}

  /** Holds when all of them do. */
  public record AllOf(List<Filter> filters) implements Filter {
    public AllOf {
      filters = List.copyOf(filters);
    }
  }

  /** Holds when at least one of them does. */
  public record AnyOf(List<Filter> filters) implements Filter {
    public AnyOf {
      filters = List.copyOf(filters);
    }
  }

  /**
   * Holds when all words occur in the bodies, in whatever case; {@code "two words"} in quotes only
   * beside one another, and not those after a minus.
   */
  public record BodyText(String words) implements Filter {}

  /**
   * One comparison; {@code values} are as sent.
   *
   * @param field a wire name that the list's {@link FilterFields} know, such as those of a {@link
   *     SpanField}, or {@code metadata__} and a key; let {@link SpanFilters} read what a caller
   *     sent, since a store throws {@code IllegalArgumentException} at one it does not know
   */
  public record Condition(String field, Operator operator, List<String> values) implements Filter {
    public Condition {
      values = List.copyOf(values);
    }
  }

  /**
   * The comparisons of the wire. {@code ANY} and {@code NONE} match any or none of the values; the
   * others hold when they do for one of them, their {@code NOT_} forms when for none.
   */
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
    /** The whole value, in whatever case. */
    IEXACT,
    /** A pattern of SQL's {@code like}, in whatever case. */
    ILIKE,
    /** A POSIX regular expression, as PostgreSQL reads it. */
    REGEX,
    /** A list, kept as JSON text, that has one of the values; or a single value that is one. */
    OVERLAP,
    STARTSWITH,
    NOT_STARTSWITH,
    ENDSWITH,
    NOT_ENDSWITH,
    EMPTY,
    NOT_EMPTY,
    /** A metadata key or score that is there, be it empty. */
    PRESENT
  }
}
