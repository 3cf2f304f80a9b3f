/**
 * The transaction every change of the configuration runs in, and what a store says when the
 * database is away.
 */
@NullMarked
package dev.turnpike.persistence.change;

import org.jspecify.annotations.NullMarked;
