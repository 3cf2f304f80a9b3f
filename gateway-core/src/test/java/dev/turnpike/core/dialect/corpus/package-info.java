/**
 * The golden corpus: one folder per case with what was said, by hand, and how the four vendors put
 * it on the wire. Every pair of caller and provider must agree with the hand-written expectation.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.corpus.CorpusTest}; the cases are under
 * {@code src/test/resources/dialect-corpus}.
 */
@NullMarked
package dev.turnpike.core.dialect.corpus;

import org.jspecify.annotations.NullMarked;
