/**
 * The table of calls, wherever one is shown: its columns and which of them a browser wants.
 *
 * <p>Start reading at {@link LogColumn}.
 */
@NullMarked
package dev.turnpike.console.logs.table;

import org.jspecify.annotations.NullMarked;
