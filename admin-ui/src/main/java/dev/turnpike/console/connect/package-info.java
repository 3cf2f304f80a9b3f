/**
 * Connect: a key, a model, the code that calls it, and what is wrong with the calls that come.
 *
 * <p>Start reading at {@link dev.turnpike.console.connect.Findings}.
 */
@NullMarked
package dev.turnpike.console.connect;

import org.jspecify.annotations.NullMarked;
