/** Refusals and faults as values: what went wrong, whose fault it was, and which status says so. */
@NullMarked
package dev.turnpike.core.error;

import org.jspecify.annotations.NullMarked;
