/** The way in: first run, signing in and out. */
@NullMarked
package dev.turnpike.console.entry;

import org.jspecify.annotations.NullMarked;
