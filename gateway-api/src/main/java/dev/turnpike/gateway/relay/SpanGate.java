package dev.turnpike.gateway.relay;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink.Ended;
import dev.turnpike.gateway.egress.EventLoop;
import io.vertx.core.Context;
import java.time.Duration;

/**
 * Holds the end of an answer until its log row is written, so that a call whose caller saw the end
 * is in the logs even after kill -9; but no longer than a bound, so that a stuck disk never hangs
 * callers.
 */
final class SpanGate implements EventLoop.Watched {
  private final EventLoop loop;
  private final Runnable then;
  private final long deadline;
  private boolean open;

  private SpanGate(EventLoop loop, Duration most, Runnable then) {
    this.loop = loop;
    this.then = then;
    this.deadline = System.nanoTime() + most.toNanos();
  }

  /**
   * Hands the span over and runs the rest, once: here and now when the span is safe at once, on
   * this context otherwise.
   *
   * @param held run before the wait, when there is one
   */
  static void pass(
      EndedCalls sink,
      Span span,
      EventLoop loop,
      Context context,
      Duration most,
      Runnable held,
      Runnable then) {
    if (sink.keep(span)) {
      then.run();
      return;
    }
    held.run();
    var gate = new SpanGate(loop, most, then);
    loop.watch(gate);
    sink.add(new Ended(span, durable -> context.runOnContext(turn -> gate.open())), context);
  }

  @Override
  public void tick(long nanos) {
    if (nanos - deadline >= 0) {
      open();
    }
  }

  private void open() {
    if (!open) {
      open = true;
      loop.forget(this);
      then.run();
    }
  }
}
