package dev.turnpike.gateway.metrics;

import dev.turnpike.core.span.SpoolGauges;
import dev.turnpike.core.span.SpoolGauges.Reading;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** How the logs fare on their way to the database. */
@ApplicationScoped
class SpoolMeters {
  private final SpoolGauges gauges;
  private final Clock clock;

  SpoolMeters(SpoolGauges gauges, Clock clock) {
    this.gauges = gauges;
    this.clock = clock;
  }

  void register(@Observes StartupEvent start, MeterRegistry meters) {
    gauge(meters, "queued.spans", "Logs in memory, not yet on disk", Reading::queued);
    gauge(meters, "queued.bytes", "Their bytes", Reading::queuedBytes);
    gauge(meters, "waiting.spans", "Logs on disk, not yet in the database", Reading::spooled);
    gauge(meters, "waiting.bytes", "Their bytes", Reading::spooledBytes);
    gauge(
        meters,
        "quarantined.spans",
        "Logs the database refused for good, kept and replayable",
        Reading::quarantined);
    gauge(
        meters,
        "problem",
        "1 while logs cannot be written or stored as they should",
        r -> r.problem() == null ? 0 : 1);
    counter(meters, "stored.spans", "Logs stored in the database", Reading::stored);
    counter(
        meters,
        "repeated.spans",
        "Logs sent to the database again and found there",
        Reading::repeated);
    counter(meters, "shed.spans", "Logs kept without bodies for want of room", Reading::shed);
    counter(meters, "lost.spans", "Logs that could not be kept at all", Reading::lost);
    counter(
        meters,
        "damaged.stretches",
        "Stretches of log files that were unreadable",
        Reading::damaged);
    Gauge.builder("turnpike.spool.last.stored", this, SpoolMeters::secondsSinceStored)
        .baseUnit("seconds")
        .description("Time since a log was last stored; NaN before the first")
        .register(meters);
  }

  private void gauge(
      MeterRegistry meters, String name, String what, ToDoubleFunction<Reading> value) {
    Gauge.builder("turnpike.spool." + name, gauges, g -> value.applyAsDouble(g.read()))
        .description(what)
        .register(meters);
  }

  private void counter(
      MeterRegistry meters, String name, String what, ToDoubleFunction<Reading> value) {
    FunctionCounter.builder("turnpike.spool." + name, gauges, g -> value.applyAsDouble(g.read()))
        .description(what)
        .register(meters);
  }

  private double secondsSinceStored() {
    var stored = gauges.read().lastStored();
    return stored == null
        ? Double.NaN
        : Duration.between(stored, clock.instant()).toMillis() / 1000.0;
  }
}
