/**
 * How REST endpoints refuse: one form of body per status, never a stack trace. Model endpoints
 * answer in their caller's dialect instead, and the console in pages.
 *
 * <p>Start reading at {@link Refusal}.
 */
@NullMarked
package dev.turnpike.gateway.error;

import org.jspecify.annotations.NullMarked;
