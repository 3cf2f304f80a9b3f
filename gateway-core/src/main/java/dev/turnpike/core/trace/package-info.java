/**
 * Spans seen together: a {@link Trace} is all spans of one task in sum, a {@link SpanTree} their
 * order, a {@link ThreadSummary} all calls of one conversation. Both sums are kept while spans are
 * stored, so that a list never counts.
 *
 * <p>Start reading at {@link TraceStore}; single spans are in {@code core.span}.
 */
@NullMarked
package dev.turnpike.core.trace;

import org.jspecify.annotations.NullMarked;
