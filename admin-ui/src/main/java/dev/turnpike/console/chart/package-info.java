/**
 * Charts as the page draws them: SVG put together here, so that they stand without scripts, keep to
 * the content policy, follow light and dark, and can be read as a table.
 *
 * <p>Start reading at {@link Chart}.
 */
@NullMarked
package dev.turnpike.console.chart;

import org.jspecify.annotations.NullMarked;
