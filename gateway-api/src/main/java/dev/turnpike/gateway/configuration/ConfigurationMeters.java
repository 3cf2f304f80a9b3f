package dev.turnpike.gateway.configuration;

import dev.turnpike.core.snapshot.SnapshotGauges;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** How current the configuration is, as numbers to watch and to alert on. */
@ApplicationScoped
class ConfigurationMeters {
  private final SnapshotGauges gauges;
  private final Clock clock;

  ConfigurationMeters(SnapshotGauges gauges, Clock clock) {
    this.gauges = gauges;
    this.clock = clock;
  }

  void register(@Observes StartupEvent start, MeterRegistry meters) {
    Gauge.builder("turnpike.configuration.version", gauges, g -> g.read().version())
        .description("Version of the configuration served; equal on all replicas within 2 s")
        .register(meters);
    Gauge.builder("turnpike.configuration.age", this, ConfigurationMeters::secondsSinceConfirmed)
        .baseUnit("seconds")
        .description("Time since the database was seen to have this version; NaN before that")
        .register(meters);
    FunctionCounter.builder("turnpike.configuration.failed.reads", gauges, g -> g.read().failures())
        .description("Reads of the configuration that failed since the start")
        .register(meters);
    Gauge.builder(
            "turnpike.configuration.unreadable.credentials",
            gauges,
            g -> g.read().unreadable().size())
        .description("Providers whose stored credential must be entered again")
        .register(meters);
  }

  private double secondsSinceConfirmed() {
    var confirmed = gauges.read().confirmedAt();
    return confirmed == null
        ? Double.NaN
        : Duration.between(confirmed, clock.instant()).toMillis() / 1000.0;
  }
}
