package dev.turnpike.ingest.spool;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * A span on its way to a segment, with the receipt it owes. Guarded by the queue, then the
 * writer's.
 */
final class Pending {
  static final String SHED =
      "Bodies were not kept: there was no room for them when this was logged.";

  /** Facts of a span without its bodies, in memory and on disk, roughly. */
  private static final long FACTS_BYTES = 2_048;

  private static final Logger LOG = Logger.getLogger(Pending.class);

  private final SpanSink.Receipt receipt;
  private Span span;
  private long bytes;
  private boolean settled;
  private boolean shed;

  Pending(Span span, SpanSink.Receipt receipt) {
    this.span = span;
    this.receipt = receipt;
    this.bytes = size(span);
  }

  /** Two bytes a character at worst in memory; texts are Latin-1 most of the time, so count one. */
  private static long size(Span span) {
    return FACTS_BYTES + span.content().length();
  }

  Span span() {
    return span;
  }

  long bytes() {
    return bytes;
  }

  boolean hasBodies() {
    return !span.content().isEmpty();
  }

  /** Drops the bodies; the facts say so. */
  void shed() {
    var withheld = span.content().withheld();
    span = span.with(withheld ? Span.Content.WITHHELD : Span.Content.NONE).warned(SHED);
    bytes = FACTS_BYTES;
    shed = true;
  }

  /** Does to the texts what their owner asked for, before anything is written. */
  void protect(UnaryOperator<Span> protection) {
    span = protection.apply(span);
  }

  boolean isShed() {
    return shed;
  }

  boolean isSettled() {
    return settled;
  }

  /** Gives the receipt, unless it was given. */
  void settle(boolean durable) {
    if (settled) {
      return;
    }
    settled = true;
    try {
      receipt.written(durable);
    } catch (RuntimeException e) {
      // The other receipts of this write must be given all the same.
      LOG.error("A receipt of the log spool failed", e);
    }
  }
}
