/** The stretch of time a page looks at, as its address says it: {@link TimeRange}. */
@NullMarked
package dev.turnpike.console.range;

import org.jspecify.annotations.NullMarked;
