/**
 * The parts of a turn in Google generateContent: read into blocks and written from them.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.gemini.content.GeminiPartReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.gemini.content;

import org.jspecify.annotations.NullMarked;
