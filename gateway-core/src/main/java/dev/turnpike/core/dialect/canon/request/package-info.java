/**
 * What a caller asks, free of any wire format.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.canon.request.ChatRequest}.
 */
@NullMarked
package dev.turnpike.core.dialect.canon.request;

import org.jspecify.annotations.NullMarked;
