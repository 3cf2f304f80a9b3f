/**
 * The conversation in a call's wire bodies, for the reader of a log. Pure, tolerant, off the hot
 * path.
 *
 * <p>Start reading at {@link dev.turnpike.core.transcript.Transcript}.
 */
@NullMarked
package dev.turnpike.core.transcript;

import org.jspecify.annotations.NullMarked;
