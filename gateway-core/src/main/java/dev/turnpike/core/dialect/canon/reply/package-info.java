/**
 * What a model answers, whole or in pieces, and how it fails, free of any wire format.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.canon.reply.ChatReply} and {@link
 * dev.turnpike.core.dialect.canon.reply.StreamEvent}.
 */
@NullMarked
package dev.turnpike.core.dialect.canon.reply;

import org.jspecify.annotations.NullMarked;
