/**
 * Every built-in provider through the gateway, against an upstream that speaks its wire format and
 * refuses what the vendor refuses.
 *
 * <p>Start reading at {@link dev.turnpike.gateway.providers.ProviderContractTest}; {@code
 * vendors.json} holds what differs.
 */
@NullMarked
package dev.turnpike.gateway.providers;

import org.jspecify.annotations.NullMarked;
