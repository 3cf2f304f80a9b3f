/** Logs over HTTP, seen from outside. */
@NullMarked
package dev.turnpike.gateway.logs;

import org.jspecify.annotations.NullMarked;
