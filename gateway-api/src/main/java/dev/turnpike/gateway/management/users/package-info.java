/**
 * The callers' own end users, {@code users} on the wire: who they are, what they caused, what they
 * may cost.
 */
@NullMarked
package dev.turnpike.gateway.management.users;

import org.jspecify.annotations.NullMarked;
