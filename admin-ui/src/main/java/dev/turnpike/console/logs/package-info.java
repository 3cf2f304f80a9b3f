/**
 * The Logs pages: the list with its filters, what arrived since, and one call in full.
 *
 * <p>Start reading at {@link LogsResource}.
 */
@NullMarked
package dev.turnpike.console.logs;

import org.jspecify.annotations.NullMarked;
