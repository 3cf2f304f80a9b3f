/**
 * Google's generateContent and streamGenerateContent, as callers and as providers speak them.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.gemini.GeminiDialect}.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Generating content</a>
 */
@NullMarked
package dev.turnpike.core.dialect.gemini;

import org.jspecify.annotations.NullMarked;
