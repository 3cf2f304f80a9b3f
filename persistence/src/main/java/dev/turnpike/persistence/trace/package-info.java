/** Traces and threads as they are read: sums kept by {@code persistence.sum}, spans by trace. */
@NullMarked
package dev.turnpike.persistence.trace;

import org.jspecify.annotations.NullMarked;
