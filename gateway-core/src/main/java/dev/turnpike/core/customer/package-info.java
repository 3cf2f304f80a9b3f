/**
 * The callers' own end users. A {@link Customer} is known from its first log on; its budget and
 * profile are changed by {@link Customers}.
 *
 * <p>On the wire they are {@code users}, by {@code customer_identifier}.
 */
@NullMarked
package dev.turnpike.core.customer;

import org.jspecify.annotations.NullMarked;
