/**
 * A whole answer in OpenAI Responses, with its usage and finish reasons: read and written.
 *
 * <p>Start reading at {@link
 * dev.turnpike.core.dialect.openai.responses.reply.ResponsesReplyReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.openai.responses.reply;

import org.jspecify.annotations.NullMarked;
