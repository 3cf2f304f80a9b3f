/**
 * The Integrations pages: the built-in providers as a grid, and each one's credentials to add,
 * test, change and delete.
 *
 * <p>Start reading at {@link dev.turnpike.console.integrations.IntegrationsResource}.
 */
@NullMarked
package dev.turnpike.console.integrations;

import org.jspecify.annotations.NullMarked;
