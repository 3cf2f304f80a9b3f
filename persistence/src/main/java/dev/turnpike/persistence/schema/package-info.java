/**
 * Brings the tables to the version this gateway needs, and says when they are there. Start reading
 * at {@link Schema}.
 */
@NullMarked
package dev.turnpike.persistence.schema;

import org.jspecify.annotations.NullMarked;
