/**
 * The providers the gateway knows without being told: one row of a table each. Pure; a provider
 * that speaks a known wire format is a row and no class.
 *
 * <p>Start reading at {@link dev.turnpike.core.provider.ProviderDescriptor}, then {@code
 * providers.json} beside it; {@link dev.turnpike.core.provider.BuiltInProviders} finds a row by id,
 * by name prefix or by the name of its credential.
 */
@NullMarked
package dev.turnpike.core.provider;

import org.jspecify.annotations.NullMarked;
