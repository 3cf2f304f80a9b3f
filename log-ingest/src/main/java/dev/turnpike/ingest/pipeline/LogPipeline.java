package dev.turnpike.ingest.pipeline;

import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.core.span.SpanSink;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.span.SpoolGauges;
import dev.turnpike.ingest.body.BodyPreparation;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.privacy.Protection;
import dev.turnpike.ingest.quarantine.Quarantine;
import dev.turnpike.ingest.ship.Shipper;
import dev.turnpike.ingest.spool.Backlog;
import dev.turnpike.ingest.spool.Spool;
import dev.turnpike.ingest.spool.SpoolCounters;
import dev.turnpike.ingest.spool.SpoolReadings;
import dev.turnpike.ingest.spool.SpoolSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The pipeline of this process: one spool, one shipper. */
@Startup
@Singleton
final class LogPipeline {
  private static final Duration LAST_SHIPPING = Duration.ofSeconds(5);

  private final Spool spool;
  private final Shipper shipper;
  private final SpoolReadings readings;
  private final Quarantine quarantine;

  LogPipeline(SpoolSettings settings, SpanStore store, SnapshotSource snapshots, Clock clock) {
    var codec = new SpanCodec();
    var counters = new SpoolCounters();
    try {
      this.spool = Spool.open(settings, codec, new Protection(snapshots), counters);
      this.quarantine = new Quarantine(spool.directory(), codec);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The log spool in " + settings.directory() + " cannot be used", e);
    }
    this.readings = new SpoolReadings(spool, counters, quarantine);
    this.shipper =
        new Shipper(
            spool,
            codec,
            store,
            new BodyPreparation(),
            quarantine,
            counters,
            clock,
            RandomGenerator.getDefault());
    shipper.start();
  }

  @Produces
  @Singleton
  SpanSink sink() {
    return spool;
  }

  @Produces
  @Singleton
  SpoolGauges gauges() {
    return readings;
  }

  @Produces
  @Singleton
  Backlog backlog() {
    return spool.backlog();
  }

  @Produces
  @Singleton
  Quarantine quarantine() {
    return quarantine;
  }

  /** Last of all observers: until then calls may still end and be logged. */
  void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
    spool.close();
    shipper.finish(LAST_SHIPPING);
  }
}
