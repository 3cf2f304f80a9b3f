/**
 * Totals, charts and facets, read from the tables of sums, or from the logs where these do not tell
 * apart what is asked for.
 *
 * <p>Start reading at {@link dev.turnpike.persistence.figures.JdbcRollups}.
 */
@NullMarked
package dev.turnpike.persistence.figures;

import org.jspecify.annotations.NullMarked;
