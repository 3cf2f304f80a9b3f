/** Starting and stopping, as users and accidents do it. */
@NullMarked
package dev.turnpike.gateway.start;

import org.jspecify.annotations.NullMarked;
