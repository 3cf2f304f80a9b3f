package dev.turnpike.ingest.spool;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends spans and collects their receipts; a receipt given twice is an error. */
public final class Receipts {
  private final List<CompletableFuture<Boolean>> given = new CopyOnWriteArrayList<>();
  private final AtomicInteger repeated = new AtomicInteger();

  public Receipts send(SpanSink sink, Span span) {
    var receipt = new CompletableFuture<Boolean>();
    given.add(receipt);
    sink.accept(
        span,
        durable -> {
          if (!receipt.complete(durable)) {
            repeated.incrementAndGet();
          }
        });
    return this;
  }

  /** All of them, in the order of sending; fails when one is missing after ten seconds. */
  public List<Boolean> await() throws Exception {
    for (var receipt : given) {
      receipt.get(10, TimeUnit.SECONDS);
    }
    if (repeated.get() > 0) {
      throw new AssertionError(repeated.get() + " receipts were given twice");
    }
    return given.stream().map(CompletableFuture::join).toList();
  }
}
