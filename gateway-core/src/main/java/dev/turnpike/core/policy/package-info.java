/**
 * Decisions without I/O: whether a call may go, from counters in memory. No clock of its own: the
 * instant is always an argument.
 *
 * <p>Start reading at {@link KeyMeters}.
 */
@NullMarked
package dev.turnpike.core.policy;

import org.jspecify.annotations.NullMarked;
