/** Credentials of built-in providers over HTTP: {@code /api/integrations/}. */
@NullMarked
package dev.turnpike.gateway.management.integrations;

import org.jspecify.annotations.NullMarked;
