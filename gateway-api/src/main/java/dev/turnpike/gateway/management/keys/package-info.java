/** The organization's API keys over HTTP: {@code /api/temporary-keys/}. */
@NullMarked
package dev.turnpike.gateway.management.keys;

import org.jspecify.annotations.NullMarked;
