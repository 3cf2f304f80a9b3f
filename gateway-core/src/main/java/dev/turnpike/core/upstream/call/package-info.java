/**
 * A request as a provider is sent it, and the head of its answer.
 *
 * <p>Start reading at {@link UpstreamCall}.
 */
@NullMarked
package dev.turnpike.core.upstream.call;

import org.jspecify.annotations.NullMarked;
