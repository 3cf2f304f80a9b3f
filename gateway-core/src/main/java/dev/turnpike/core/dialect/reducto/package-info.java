/**
 * Reducto's parsing of documents, as a provider speaks it: a document is uploaded, parsed by a job,
 * and its text is the answer. No caller speaks it; a chat client passes a document through it.
 *
 * <p>Shapes are those of Reducto's own SDK (reductoai 0.25.0 for Python, read 2026-11-22). Start
 * reading at {@link dev.turnpike.core.dialect.reducto.ReductoDialect}.
 */
@NullMarked
package dev.turnpike.core.dialect.reducto;

import org.jspecify.annotations.NullMarked;
