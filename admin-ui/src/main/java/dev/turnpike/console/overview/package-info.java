/**
 * The Overview page: what was called, what it cost, how fast and how reliably it was answered, over
 * a chosen time and against the time before; and how the log pipeline does.
 *
 * <p>Start reading at {@link OverviewResource}.
 */
@NullMarked
package dev.turnpike.console.overview;

import org.jspecify.annotations.NullMarked;
