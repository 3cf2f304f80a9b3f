/**
 * The immutable configuration the data plane reads: one version, swapped atomically. No database on
 * the path.
 */
@NullMarked
package dev.turnpike.core.snapshot;

import org.jspecify.annotations.NullMarked;
