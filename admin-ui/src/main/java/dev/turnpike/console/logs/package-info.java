/**
 * The Logs pages: the list with its filters, what arrived since, one call in full, and files.
 *
 * <p>Start reading at {@link LogsResource}.
 */
@NullMarked
package dev.turnpike.console.logs;

import org.jspecify.annotations.NullMarked;
