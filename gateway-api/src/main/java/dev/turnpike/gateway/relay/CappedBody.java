package dev.turnpike.gateway.relay;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer into memory up to a bound, and tells of each piece that comes. */
final class CappedBody implements BodyCodec<Buffer> {
  private final int most;
  private final Runnable arrived;

  CappedBody(int most, Runnable arrived) {
    this.most = most;
    this.arrived = arrived;
  }

  /** The answer is larger than the bound. */
  static final class TooLarge extends RuntimeException {
    TooLarge(int most) {
      super("more than " + most + " bytes", null, false, false);
    }
  }

  @Override
  public void create(Handler<AsyncResult<BodyStream<Buffer>>> handler) {
    arrived.run();
    handler.handle(Future.succeededFuture(new Collector()));
  }

  private final class Collector implements BodyStream<Buffer> {
    private final Promise<Buffer> whole = Promise.promise();
    private final Buffer collected = Buffer.buffer();
    private @Nullable Handler<Throwable> failed;

    @Override
    public Future<Buffer> result() {
      return whole.future();
    }

    @Override
    public void handle(Throwable cause) {
      whole.tryFail(cause);
    }

    @Override
    public BodyStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
      failed = handler;
      return this;
    }

    @Override
    public Future<Void> write(Buffer piece) {
      arrived.run();
      if (collected.length() + piece.length() > most) {
        var tooLarge = new TooLarge(most);
        whole.tryFail(tooLarge);
        if (failed != null) {
          failed.handle(tooLarge);
        }
        return Future.failedFuture(tooLarge);
      }
      collected.appendBuffer(piece);
      return Future.succeededFuture();
    }

    @Override
    public void write(Buffer piece, Handler<AsyncResult<Void>> handler) {
      handler.handle(write(piece));
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
      whole.tryComplete(collected);
      handler.handle(Future.succeededFuture());
    }

    @Override
    public BodyStream<Buffer> setWriteQueueMaxSize(int size) {
      return this;
    }

    @Override
    public boolean writeQueueFull() {
      return false;
    }

    @Override
    public BodyStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
      return this;
    }
  }
}
