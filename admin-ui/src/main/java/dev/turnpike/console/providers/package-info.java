/**
 * The Providers pages: list, add, detail, edit, connection test, and taking over an endpoint's
 * models.
 *
 * <p>Start reading at {@link ProvidersResource}.
 */
@NullMarked
package dev.turnpike.console.providers;

import org.jspecify.annotations.NullMarked;
