/** The console from outside: its forms without scripts, and a real browser. */
@NullMarked
package dev.turnpike.gateway.console;

import org.jspecify.annotations.NullMarked;
