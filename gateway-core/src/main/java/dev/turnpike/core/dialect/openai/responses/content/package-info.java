/**
 * The items of OpenAI Responses and their parts: read into blocks and written from them.
 *
 * <p>Start reading at {@link
 * dev.turnpike.core.dialect.openai.responses.content.ResponsesItemReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.openai.responses.content;

import org.jspecify.annotations.NullMarked;
