/** The gateway's own spans. */
@NullMarked
package dev.turnpike.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
