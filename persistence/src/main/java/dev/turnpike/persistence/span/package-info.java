/**
 * Tables of logged calls: identity, facts, bodies, and the counters that move with them.
 *
 * <p>Start reading at {@link dev.turnpike.persistence.span.JdbcSpanStore}. Plain JDBC here:
 * batches, partitions and queries made of conditions are what an object mapper is in the way of.
 */
@NullMarked
package dev.turnpike.persistence.span;

import org.jspecify.annotations.NullMarked;
