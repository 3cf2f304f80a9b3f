/**
 * The parts of a call as a provider is sent it: address, headers, relayed body, default parameters.
 *
 * <p>Start reading at {@link dev.turnpike.core.exchange.call.RelayBody}.
 */
@NullMarked
package dev.turnpike.core.exchange.call;

import org.jspecify.annotations.NullMarked;
