package dev.turnpike.core.span;

import java.util.List;

/**
 * Takes finished calls on the hot path. Never blocks, never throws, callable from any thread.
 *
 * <p>The last byte of an answer is held until the span was kept, or {@link Receipt#written} says
 * that it is in a segment file, so that a call whose caller saw its end is in the logs even after
 * kill -9.
 */
public interface SpanSink {
  /**
   * Takes a span so that it is safe from kill -9 when this returns.
   *
   * @return false when that cannot be had at once: the span was not taken, {@link #accept} it
   */
  default boolean keep(Span span) {
    return false;
  }

  /** Takes spans that ended together, in their order: one wake-up of the spool for all of them. */
  void accept(List<Ended> spans);

  default void accept(Span span, Receipt receipt) {
    accept(List.of(new Ended(span, receipt)));
  }

  /** A span and whom to tell that it is safe. */
  record Ended(Span span, Receipt receipt) {}

  /**
   * Told exactly once per span, from the spool's own thread, or from the caller's before {@link
   * SpanSink#accept} returns when there is no room or the spool is closed: hop back to your event
   * loop.
   */
  @FunctionalInterface
  interface Receipt {
    /**
     * @param durable false when the span could not be written (disk full, queue full): it is
     *     counted as lost and the answer goes out all the same
     */
    void written(boolean durable);
  }
}
