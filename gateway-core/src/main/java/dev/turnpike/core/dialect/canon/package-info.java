/**
 * The canonical form: what a conversation can hold, whatever the wire format. A superset, so that
 * meeting in the middle loses nothing that both ends can say.
 *
 * <p>Start reading at {@code request.ChatRequest}, {@code reply.ChatReply} and {@code
 * reply.StreamEvent}; all three speak of {@link dev.turnpike.core.dialect.canon.Block}s.
 */
@NullMarked
package dev.turnpike.core.dialect.canon;

import org.jspecify.annotations.NullMarked;
