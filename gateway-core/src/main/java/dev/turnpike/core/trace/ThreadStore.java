package dev.turnpike.core.trace;

import java.util.List;

/**
 * Conversations as they are kept beside their spans; {@link dev.turnpike.core.span.SpanStore#store}
 * makes and grows them. Blocking.
 *
 * <p>Throws {@link dev.turnpike.core.span.SpanStore.StoreUnavailable} when the database is away.
 */
public interface ThreadStore {
  /** The threads of a page, never more than the limit. */
  List<ThreadSummary> find(ThreadQuery query);
}
