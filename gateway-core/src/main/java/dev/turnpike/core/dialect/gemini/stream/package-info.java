/**
 * A streamed answer in Google generateContent: decoded into canonical events and encoded from them.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.gemini.stream.GeminiStreamDecoder}.
 */
@NullMarked
package dev.turnpike.core.dialect.gemini.stream;

import org.jspecify.annotations.NullMarked;
