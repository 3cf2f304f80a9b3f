package dev.turnpike.gateway.relay;

import dev.turnpike.core.stream.ByteSink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a caller: all pieces of one socket read become one write, sent in the same turn of the
 * event loop. Never waits on a timer, so no token is late.
 */
final class CoalescingWriter implements ByteSink {
  private final HttpServerResponse response;
  private final Context context;
  private final Runnable beforeFirst;
  private final Runnable afterFlush;
  private @Nullable Buffer pending;
  private boolean scheduled;
  private boolean committed;

  /**
   * @param beforeFirst sets the head; run once, before the first byte
   * @param afterFlush run after each write, to look at the queue
   */
  CoalescingWriter(
      HttpServerResponse response, Context context, Runnable beforeFirst, Runnable afterFlush) {
    this.response = response;
    this.context = context;
    this.beforeFirst = beforeFirst;
    this.afterFlush = afterFlush;
  }

  @Override
  public void write(byte[] bytes, int from, int to) {
    if (to == from) {
      return;
    }
    if (pending == null) {
      pending = Buffer.buffer(to - from);
    }
    pending.appendBytes(bytes, from, to - from);
    if (!scheduled) {
      scheduled = true;
      context.runOnContext(turn -> flushScheduled());
    }
  }

  private void flushScheduled() {
    scheduled = false;
    flush();
  }

  /** Sends what is pending now. */
  void flush() {
    if (pending != null && !response.ended() && !response.closed()) {
      send(pending);
      afterFlush.run();
    }
  }

  /** Whether something waits to be sent. */
  boolean isPending() {
    return pending != null;
  }

  /** Sends these bytes after what is pending; completes when they have left for the socket. */
  Future<Void> last(byte[] bytes) {
    var all = pending == null ? Buffer.buffer(bytes) : pending.appendBytes(bytes);
    return send(all);
  }

  /** Sends what is pending, and ends the answer. */
  void end() {
    commit();
    if (pending == null) {
      response.end();
    } else {
      response.end(pending);
      pending = null;
    }
  }

  /** Whether the caller was sent anything: then the status is said and cannot be changed. */
  boolean isCommitted() {
    return committed;
  }

  private Future<Void> send(Buffer bytes) {
    commit();
    pending = null;
    return response.write(bytes);
  }

  private void commit() {
    if (!committed) {
      committed = true;
      beforeFirst.run();
    }
  }
}
