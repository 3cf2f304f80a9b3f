/** Tests of the room of the same name. */
@NullMarked
package dev.turnpike.console.logs.detail;

import org.jspecify.annotations.NullMarked;
