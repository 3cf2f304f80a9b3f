/**
 * Tokens and money: disjoint token buckets, prices per million tokens, and costs that say on what
 * they rest.
 *
 * <p>Start reading at {@link CostCalculator}.
 */
@NullMarked
package dev.turnpike.core.usage;

import org.jspecify.annotations.NullMarked;
