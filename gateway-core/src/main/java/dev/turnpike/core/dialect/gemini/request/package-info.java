/**
 * A request in Google generateContent: read from a caller, written for a provider.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.gemini.request.GeminiRequestReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.gemini.request;

import org.jspecify.annotations.NullMarked;
