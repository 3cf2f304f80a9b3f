/**
 * Lets the console know who is asking: its session cookie becomes an identity, its first owner is
 * made at start.
 *
 * <p>Start reading at {@link SessionMechanism}.
 */
@NullMarked
package dev.turnpike.gateway.console;

import org.jspecify.annotations.NullMarked;
