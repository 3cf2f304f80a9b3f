/**
 * Where a call came in and what that says of it: dialect, operation, key, and how errors are told.
 *
 * <p>Start reading at {@link dev.turnpike.core.exchange.entrance.Ingress}.
 */
@NullMarked
package dev.turnpike.core.exchange.entrance;

import org.jspecify.annotations.NullMarked;
