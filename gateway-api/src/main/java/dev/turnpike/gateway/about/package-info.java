/** Tells a caller which Turnpike answers. */
@NullMarked
package dev.turnpike.gateway.about;

import org.jspecify.annotations.NullMarked;
