/**
 * One call in full: its conversation, its bodies, where its time and its money went.
 *
 * <p>Start reading at {@link LogDetail}.
 */
@NullMarked
package dev.turnpike.console.logs.detail;

import org.jspecify.annotations.NullMarked;
