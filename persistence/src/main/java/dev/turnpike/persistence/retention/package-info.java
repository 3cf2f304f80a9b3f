/**
 * How long logs and their sums are kept, and what drops them.
 *
 * <p>Start reading at {@link dev.turnpike.persistence.retention.Retention}.
 */
@NullMarked
package dev.turnpike.persistence.retention;

import org.jspecify.annotations.NullMarked;
