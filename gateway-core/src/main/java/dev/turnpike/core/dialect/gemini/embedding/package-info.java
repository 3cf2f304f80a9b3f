/**
 * Google's embedContent and batchEmbedContents.
 *
 * @see <a href="https://ai.google.dev/api/embeddings">Embeddings API reference</a>
 */
@NullMarked
package dev.turnpike.core.dialect.gemini.embedding;

import org.jspecify.annotations.NullMarked;
