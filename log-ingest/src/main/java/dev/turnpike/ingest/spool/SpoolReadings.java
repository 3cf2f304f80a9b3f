package dev.turnpike.ingest.spool;

import dev.turnpike.core.span.SpoolGauges;
import dev.turnpike.ingest.quarantine.Quarantine;

/** Gauges over a spool. */
public final class SpoolReadings implements SpoolGauges {
  private final Spool spool;
  private final SpoolCounters counters;
  private final Quarantine quarantine;

  public SpoolReadings(Spool spool, SpoolCounters counters, Quarantine quarantine) {
    this.spool = spool;
    this.counters = counters;
    this.quarantine = quarantine;
  }

  @Override
  public Reading read() {
    var queued = spool.queued();
    var backlog = spool.backlog().size();
    return new Reading(
        queued.spans(),
        queued.bytes(),
        backlog.spans(),
        backlog.bytes(),
        counters.stored(),
        counters.repeated(),
        queued.shed() + counters.shedOnDisk.get(),
        counters.lost(),
        counters.damagedStretches(),
        quarantine.count(),
        counters.lastStored(),
        counters.problem());
  }
}
