/** The package arrows of Turnpike, held by tests: what may know what. */
@NullMarked
package dev.turnpike.gateway.architecture;

import org.jspecify.annotations.NullMarked;
