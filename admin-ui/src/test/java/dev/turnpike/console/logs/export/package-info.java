/** Tests of the room of the same name. */
@NullMarked
package dev.turnpike.console.logs.export;

import org.jspecify.annotations.NullMarked;
