/**
 * A request in OpenAI Responses: read from a caller, written for a provider.
 *
 * <p>Start reading at {@link
 * dev.turnpike.core.dialect.openai.responses.request.ResponsesRequestReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.openai.responses.request;

import org.jspecify.annotations.NullMarked;
