/**
 * The table of all rooms; the only package that imports them.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.registry.Dialects}.
 */
@NullMarked
package dev.turnpike.core.dialect.registry;

import org.jspecify.annotations.NullMarked;
