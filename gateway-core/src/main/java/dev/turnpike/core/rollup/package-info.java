/**
 * What many calls add up to, kept as they are stored, so that totals, charts, facets and
 * percentiles over any time read a few rows instead of the logs.
 *
 * <p>Start reading at {@link dev.turnpike.core.rollup.Rollups}, then {@link
 * dev.turnpike.core.rollup.Figures}.
 */
@NullMarked
package dev.turnpike.core.rollup;

import org.jspecify.annotations.NullMarked;
