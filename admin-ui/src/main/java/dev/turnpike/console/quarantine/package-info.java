/** Logs that could not be stored: which they are and why, and sending them again. */
@NullMarked
package dev.turnpike.console.quarantine;

import org.jspecify.annotations.NullMarked;
