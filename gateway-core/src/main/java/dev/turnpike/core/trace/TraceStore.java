package dev.turnpike.core.trace;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import java.util.List;
import java.util.Optional;

/**
 * Traces as they are kept beside their spans; {@link dev.turnpike.core.span.SpanStore#store} makes
 * and grows them. Blocking; each call is one transaction.
 *
 * <p>Throws {@link dev.turnpike.core.span.SpanStore.StoreUnavailable} when the database is away.
 */
public interface TraceStore {
  /** More spans of one trace than this are not shown, nor deleted at once. */
  int MOST_SPANS = 10_000;

  /** The traces of a page, never more than the limit. */
  List<Trace> find(TraceQuery query);

  /** Sums over all traces of the query, whatever its page. */
  TraceSummary summary(TraceQuery query);

  Optional<Trace> find(OrganizationId organization, Environment environment, String id);

  /**
   * The spans of a trace with their bodies, by start, at most {@link #MOST_SPANS}.
   *
   * <p>Feed them to {@link SpanTree#of}.
   */
  List<Span> spans(OrganizationId organization, Environment environment, String id);

  /**
   * Deletes traces and all their spans; ids that name none are passed over. Counters stay: what was
   * spent was spent.
   *
   * @return how many traces there were
   */
  int delete(OrganizationId organization, Environment environment, List<String> ids);

  /** Lets anybody read the trace, or nobody again; it need not have spans yet. */
  void share(OrganizationId organization, Environment environment, String id, boolean isShared);

  /** A trace that is shared, in whichever environment. */
  Optional<Trace> shared(OrganizationId organization, String id);
}
