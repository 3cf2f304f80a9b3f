/**
 * The tables of sums: how a batch of new spans is added to them.
 *
 * <p>Start reading at {@link dev.turnpike.persistence.rollup.RollupWriter}.
 */
@NullMarked
package dev.turnpike.persistence.rollup;

import org.jspecify.annotations.NullMarked;
