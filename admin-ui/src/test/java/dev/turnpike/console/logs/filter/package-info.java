/** Tests of the room of the same name. */
@NullMarked
package dev.turnpike.console.logs.filter;

import org.jspecify.annotations.NullMarked;
