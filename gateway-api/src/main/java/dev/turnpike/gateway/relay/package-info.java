/**
 * Model calls between caller and provider: bodies in, bytes through, ends told honestly. All on the
 * event loop, nothing blocking.
 *
 * <p>Start reading at {@link ModelCalls}, then {@link Exchanging} and its two kinds.
 */
@NullMarked
package dev.turnpike.gateway.relay;

import org.jspecify.annotations.NullMarked;
