/**
 * What a model name means: a custom model, a model of a built-in provider by prefix or by its own
 * well-known name; and by which credential it is called. No I/O; the choice among credentials is
 * the caller's random generator's.
 *
 * <p>Start reading at {@link dev.turnpike.core.naming.ModelNames}.
 */
@NullMarked
package dev.turnpike.core.naming;

import org.jspecify.annotations.NullMarked;
