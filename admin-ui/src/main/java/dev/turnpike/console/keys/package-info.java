/** The API keys pages: list, create, revoke. */
@NullMarked
package dev.turnpike.console.keys;

import org.jspecify.annotations.NullMarked;
