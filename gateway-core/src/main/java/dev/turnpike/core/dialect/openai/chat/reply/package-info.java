/**
 * A whole answer in Chat Completions, with its usage and finish reasons: read and written.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.openai.chat.reply.ChatReplyReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.openai.chat.reply;

import org.jspecify.annotations.NullMarked;
