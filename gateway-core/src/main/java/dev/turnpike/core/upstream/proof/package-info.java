/**
 * What a call is shown with where a key in a header is not enough.
 *
 * <p>Start reading at {@link dev.turnpike.core.upstream.proof.CallProofs}.
 */
@NullMarked
package dev.turnpike.core.upstream.proof;

import org.jspecify.annotations.NullMarked;
