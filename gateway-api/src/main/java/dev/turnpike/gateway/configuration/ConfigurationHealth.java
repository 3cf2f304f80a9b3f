package dev.turnpike.gateway.configuration;

import dev.turnpike.core.snapshot.SnapshotGauges;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as soon as there is a configuration to serve by, from the database or from disk: a gateway
 * whose database is away still answers calls.
 */
@Readiness
@ApplicationScoped
class ConfigurationHealth implements HealthCheck {
  private final SnapshotGauges gauges;

  ConfigurationHealth(SnapshotGauges gauges) {
    this.gauges = gauges;
  }

  @Override
  public HealthCheckResponse call() {
    var reading = gauges.read();
    var answer =
        HealthCheckResponse.named("configuration")
            .status(reading.version() > 0)
            .withData("version", reading.version())
            .withData("from_disk", reading.fromDisk())
            .withData("failed_reads", reading.failures())
            .withData("credentials_to_reenter", reading.unreadable().size());
    if (reading.confirmedAt() != null) {
      answer.withData("confirmed_at", reading.confirmedAt().toString());
    }
    if (reading.problem() != null) {
      answer.withData("problem", reading.problem());
    }
    return answer.build();
  }
}
