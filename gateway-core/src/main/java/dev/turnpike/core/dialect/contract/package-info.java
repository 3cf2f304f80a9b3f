/**
 * What a wire format must be able to do, and what it is given and answers.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.contract.Dialect}; {@link
 * dev.turnpike.core.dialect.contract.stream.StreamTranslation} joins two of them for a stream.
 */
@NullMarked
package dev.turnpike.core.dialect.contract;

import org.jspecify.annotations.NullMarked;
