/**
 * Streams of server-sent events: split, observed while they pass, and written.
 *
 * <p>Start reading at {@link ReplyStream}; {@link ChatRelay} is the one that leaves every byte as
 * it came, and {@link SseParser} is under all of them.
 */
@NullMarked
package dev.turnpike.core.stream;

import org.jspecify.annotations.NullMarked;
