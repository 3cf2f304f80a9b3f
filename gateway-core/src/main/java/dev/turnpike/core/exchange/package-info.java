/**
 * One request's life inside the gateway.
 *
 * <p>Start reading at {@link GatewayPipeline}, the list of stages; {@link Exchange} is what they
 * work on.
 */
@NullMarked
package dev.turnpike.core.exchange;

import org.jspecify.annotations.NullMarked;
