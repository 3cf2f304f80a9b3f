/** Requests that belong to nobody, and so are in no log: kept for a while to help who sent them. */
@NullMarked
package dev.turnpike.core.access.stray;

import org.jspecify.annotations.NullMarked;
