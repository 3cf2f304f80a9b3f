/** Tests of the room of the same name. */
@NullMarked
package dev.turnpike.console.threads;

import org.jspecify.annotations.NullMarked;
