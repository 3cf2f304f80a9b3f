package dev.turnpike.gateway.relay;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink;
import dev.turnpike.core.span.SpanSink.Ended;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls of one event loop that ended in this turn of it. They are handed to the spool together:
 * waking its thread for each would cost more than the writing.
 */
final class EndedCalls {
  private final SpanSink sink;
  private List<Ended> waiting = new ArrayList<>();

  EndedCalls(SpanSink sink) {
    this.sink = sink;
  }

  /** Takes one so that it is safe at once; false when that cannot be had. */
  boolean keep(Span span) {
    return sink.keep(span);
  }

  /** Takes one; all are handed over when the sockets that are ready now have been read. */
  void add(Ended ended, Context context) {
    if (waiting.isEmpty()) {
      context.runOnContext(turn -> handOver());
    }
    waiting.add(ended);
  }

  private void handOver() {
    var ended = waiting;
    waiting = new ArrayList<>();
    sink.accept(ended);
  }
}
