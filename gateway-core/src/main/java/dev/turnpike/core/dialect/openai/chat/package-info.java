/**
 * OpenAI Chat Completions, as callers and as providers speak it.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.openai.chat.ChatDialect}.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">Chat API reference</a>
 */
@NullMarked
package dev.turnpike.core.dialect.openai.chat;

import org.jspecify.annotations.NullMarked;
