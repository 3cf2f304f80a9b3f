/** What the gateway counts, and what is written of it. */
@NullMarked
package dev.turnpike.gateway.metrics;

import org.jspecify.annotations.NullMarked;
