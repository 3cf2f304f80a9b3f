/**
 * Replicate's predictions, as a provider speaks them: one prompt in, text out, by a job that is
 * waited for, asked after, listened to or cancelled. No caller speaks it.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.replicate.ReplicateDialect}.
 */
@NullMarked
package dev.turnpike.core.dialect.replicate;

import org.jspecify.annotations.NullMarked;
