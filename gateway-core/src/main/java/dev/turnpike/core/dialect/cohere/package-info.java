/**
 * Cohere's own formats, version 2: chat, embed and rerank. No caller speaks them.
 *
 * <p>Shapes are those of Cohere's own SDK (cohere 7.3.1 for Python, read 2026-11-22). Start reading
 * at {@link dev.turnpike.core.dialect.cohere.CohereDialect}.
 */
@NullMarked
package dev.turnpike.core.dialect.cohere;

import org.jspecify.annotations.NullMarked;
