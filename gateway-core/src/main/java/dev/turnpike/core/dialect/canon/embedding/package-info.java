/**
 * Texts to be embedded and the vectors that answer them, free of any wire format.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.canon.embedding.EmbeddingRequest}.
 */
@NullMarked
package dev.turnpike.core.dialect.canon.embedding;

import org.jspecify.annotations.NullMarked;
