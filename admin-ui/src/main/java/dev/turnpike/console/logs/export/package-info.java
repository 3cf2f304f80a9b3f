/**
 * Logs as files: rows read page by page and written as they come, so that a million of them take no
 * more memory than a few hundred.
 *
 * <p>Start reading at {@link LogExport}.
 */
@NullMarked
package dev.turnpike.console.logs.export;

import org.jspecify.annotations.NullMarked;
