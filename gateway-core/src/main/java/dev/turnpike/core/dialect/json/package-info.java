/**
 * Reading and writing JSON trees: what all rooms share. Knows no dialect.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.json.Fields}.
 */
@NullMarked
package dev.turnpike.core.dialect.json;

import org.jspecify.annotations.NullMarked;
