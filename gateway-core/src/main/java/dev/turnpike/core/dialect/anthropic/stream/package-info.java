/**
 * A streamed answer in Anthropic Messages: decoded into canonical events and encoded from them.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.anthropic.stream.AnthropicStreamDecoder}.
 */
@NullMarked
package dev.turnpike.core.dialect.anthropic.stream;

import org.jspecify.annotations.NullMarked;
