/**
 * Logged calls. A {@link Span} is one call, wherever it came from; a {@link SpanSink} takes it on
 * the hot path, a {@link SpanStore} keeps and finds it.
 */
@NullMarked
package dev.turnpike.core.span;

import org.jspecify.annotations.NullMarked;
