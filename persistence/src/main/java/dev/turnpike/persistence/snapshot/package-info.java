/** Reads the whole configuration at one version, for {@code dev.turnpike.core.snapshot}. */
@NullMarked
package dev.turnpike.persistence.snapshot;

import org.jspecify.annotations.NullMarked;
