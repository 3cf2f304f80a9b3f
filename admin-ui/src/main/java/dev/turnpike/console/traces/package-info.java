/**
 * The Traces pages: the list, and one trace as a tree beside the time its spans took.
 *
 * <p>Start reading at {@link TracesResource}.
 */
@NullMarked
package dev.turnpike.console.traces;

import org.jspecify.annotations.NullMarked;
