/** Custom providers over HTTP: {@code /api/providers/}. */
@NullMarked
package dev.turnpike.gateway.management.providers;

import org.jspecify.annotations.NullMarked;
