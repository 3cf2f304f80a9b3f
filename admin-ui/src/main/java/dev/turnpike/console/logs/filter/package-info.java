/**
 * What the list of logs can be narrowed by, read from an address and written into it.
 *
 * <p>Start reading at {@link LogFilter}; {@link FilterField} is the table behind it.
 */
@NullMarked
package dev.turnpike.console.logs.filter;

import org.jspecify.annotations.NullMarked;
