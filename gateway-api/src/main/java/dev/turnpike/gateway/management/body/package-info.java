/** Request bodies: read whole under a cap, as one JSON object. */
@NullMarked
package dev.turnpike.gateway.management.body;

import org.jspecify.annotations.NullMarked;
