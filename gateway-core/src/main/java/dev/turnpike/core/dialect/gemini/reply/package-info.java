/**
 * A whole answer in Google generateContent, with its usage and finish reasons: read and written.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.gemini.reply.GeminiReplyReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.gemini.reply;

import org.jspecify.annotations.NullMarked;
