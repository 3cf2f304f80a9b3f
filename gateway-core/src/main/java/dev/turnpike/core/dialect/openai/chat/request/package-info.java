/**
 * A request in Chat Completions: read from a caller, written for a provider.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.openai.chat.request.ChatRequestReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.openai.chat.request;

import org.jspecify.annotations.NullMarked;
