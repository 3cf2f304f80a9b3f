/**
 * A request in Anthropic Messages: read from a caller, written for a provider.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.anthropic.request.AnthropicRequestReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.anthropic.request;

import org.jspecify.annotations.NullMarked;
