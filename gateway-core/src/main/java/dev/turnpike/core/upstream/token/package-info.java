/**
 * Short-lived tokens that stand in for a lasting secret: how one is asked for (Google, Microsoft),
 * and who keeps those that still hold. The exchange itself is a port.
 *
 * <p>Start reading at {@link dev.turnpike.core.upstream.token.AccessTokens}.
 */
@NullMarked
package dev.turnpike.core.upstream.token;

import org.jspecify.annotations.NullMarked;
