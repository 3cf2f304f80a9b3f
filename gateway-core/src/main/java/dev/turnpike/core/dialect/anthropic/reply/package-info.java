/**
 * A whole answer in Anthropic Messages, with its usage and finish reasons: read and written.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.anthropic.reply.AnthropicReply}.
 */
@NullMarked
package dev.turnpike.core.dialect.anthropic.reply;

import org.jspecify.annotations.NullMarked;
