/**
 * OpenAI Responses, as callers and as providers speak it. The gateway stores no conversations: each
 * request carries its own.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.openai.responses.ResponsesDialect}.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses">Responses API
 *     reference</a>
 */
@NullMarked
package dev.turnpike.core.dialect.openai.responses;

import org.jspecify.annotations.NullMarked;
