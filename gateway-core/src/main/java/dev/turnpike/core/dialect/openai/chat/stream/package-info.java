/**
 * A streamed answer in Chat Completions: decoded into canonical events and encoded from them.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.openai.chat.stream.ChatStreamDecoder}.
 */
@NullMarked
package dev.turnpike.core.dialect.openai.chat.stream;

import org.jspecify.annotations.NullMarked;
