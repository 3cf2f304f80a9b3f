/**
 * What every dialect's streams share: joining a decoder and an encoder, reading a stream to its
 * end, estimating tokens nobody counted.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.contract.stream.StreamTranslation}.
 */
@NullMarked
package dev.turnpike.core.dialect.contract.stream;

import org.jspecify.annotations.NullMarked;
