/**
 * The messages of Chat Completions and their parts: read into blocks and written from them.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.openai.chat.content.ChatMessageReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.openai.chat.content;

import org.jspecify.annotations.NullMarked;
