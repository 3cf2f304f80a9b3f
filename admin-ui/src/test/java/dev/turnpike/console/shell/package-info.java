/** Tests of the room of the same name. */
@NullMarked
package dev.turnpike.console.shell;

import org.jspecify.annotations.NullMarked;
