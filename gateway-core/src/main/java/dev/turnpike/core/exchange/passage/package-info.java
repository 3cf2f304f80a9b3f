/**
 * How a call and its answer pass between caller and provider: relayed byte for byte, or translated.
 *
 * <p>Start reading at {@link dev.turnpike.core.exchange.passage.Passage}.
 */
@NullMarked
package dev.turnpike.core.exchange.passage;

import org.jspecify.annotations.NullMarked;
