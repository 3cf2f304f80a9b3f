/**
 * A streamed answer in OpenAI Responses: decoded into canonical events and encoded from them.
 *
 * <p>Start reading at {@link
 * dev.turnpike.core.dialect.openai.responses.stream.ResponsesStreamDecoder}.
 */
@NullMarked
package dev.turnpike.core.dialect.openai.responses.stream;

import org.jspecify.annotations.NullMarked;
