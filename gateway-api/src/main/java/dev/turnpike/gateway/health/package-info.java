/** What the management port says about the gateway's surroundings. */
@NullMarked
package dev.turnpike.gateway.health;

import org.jspecify.annotations.NullMarked;
