package dev.turnpike.core.stream;

import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.upstream.call.UpstreamReply;
import org.jspecify.annotations.Nullable;

/**
 * The way of one streamed answer from a provider's bytes to the caller's. Writes whole events only,
 * so that after any call the caller stands between two events: there an error or a heartbeat may
 * follow. One per exchange, not thread-safe, no I/O.
 */
public interface ReplyStream {
  /**
   * Looks at the head of a success before anything of its body.
   *
   * @return what is wrong with it, a sentence; absent when this stream can be read of it
   */
  default @Nullable String misfit(UpstreamReply head) {
    return head.mediaType().equals("application/json")
        ? "a stream was asked for, but its answer is one JSON object."
        : null;
  }

  /**
   * Takes bytes of the provider and writes what the caller gets for them at once. After a
   * {@linkplain StreamFacts#failure() failure} nothing more is written.
   */
  void feed(byte[] bytes, int from, int to, ByteSink out);

  /** The provider ended its answer properly: writes what is left, but for the closing event. */
  void finish(ByteSink out);

  /**
   * Writes the dialect's closing event, by which a caller knows that all is well. Apart from {@link
   * #finish}, for it goes out only when the call is in the log.
   */
  void close(ByteSink out);

  StreamFacts facts();

  /**
   * What ends the stream for this error in the caller's dialect: whole events, after which the
   * connection is aborted. Asked for once.
   */
  byte[] failure(GatewayError error);

  /** What keeps a quiet connection alive between two events; empty where SDKs stand nothing. */
  default byte[] heartbeat() {
    return SseWriter.heartbeat();
  }

  /** The content type of the stream. */
  default String mediaType() {
    return "text/event-stream; charset=utf-8";
  }
}
