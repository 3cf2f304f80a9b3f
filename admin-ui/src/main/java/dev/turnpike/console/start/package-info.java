/** The three steps from nothing to the first call. */
@NullMarked
package dev.turnpike.console.start;

import org.jspecify.annotations.NullMarked;
