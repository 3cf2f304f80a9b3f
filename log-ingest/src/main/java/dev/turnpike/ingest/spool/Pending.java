package dev.turnpike.ingest.spool;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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

  private final SpanSink.@Nullable Receipt receipt;
  private Span span;
  private @Nullable KeptFrame kept;
  private long bytes;
  private boolean settled;
  private boolean shed;

  Pending(Span span, SpanSink.Receipt receipt) {
    this.span = span;
    this.receipt = receipt;
    this.bytes = size(span);
  }

  /** One that is in shared memory already, and owes no receipt. */
  Pending(Span span, KeptFrame kept) {
    this.span = span;
    this.receipt = null;
    this.kept = kept;
    this.bytes = size(span);
  }

  /**
   * The frame of a span in shared memory.
   *
   * @param position where it begins
   * @param alike whether it reads back equal to the span
   */
  record KeptFrame(long position, int length, boolean alike) {
    long end() {
      return position + length;
    }
  }

  /** Two bytes a character at worst in memory; texts are Latin-1 most of the time, so count one. */
  private static long size(Span span) {
    return FACTS_BYTES + span.content().length();
  }

  Span span() {
    return span;
  }

  /** Absent for a span that is in this process' own memory alone. */
  @Nullable KeptFrame kept() {
    return kept;
  }

  /** Whether its frame is there, as it is to be written. */
  boolean isFramed() {
    return kept != null && !shed;
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
  void protect(SpanProtection protection) {
    if (kept == null) {
      span = protection.apply(span);
    }
  }

  boolean isShed() {
    return shed;
  }

  boolean isSettled() {
    return settled;
  }

  /** Gives the receipt, unless it was given or none is owed. */
  void settle(boolean durable) {
    if (settled) {
      return;
    }
    settled = true;
    if (receipt == null) {
      return;
    }
    try {
      receipt.written(durable);
    } catch (RuntimeException e) {
      // The other receipts of this write must be given all the same.
      LOG.error("A receipt of the log spool failed", e);
    }
  }
}
