/**
 * Trials: a bounded set of small calls learns what an endpoint really does, and what it refuses
 * becomes its quirks.
 *
 * <p>Start reading at {@link dev.turnpike.core.trial.Trial}; {@link dev.turnpike.core.trial.Trials}
 * is the use case.
 */
@NullMarked
package dev.turnpike.core.trial;

import org.jspecify.annotations.NullMarked;
