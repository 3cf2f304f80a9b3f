package dev.turnpike.gateway.health;

import dev.turnpike.core.span.SpoolGauges;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * How the logs fare, told as data: a gateway with a full disk still answers calls and must not be
 * taken out of service for it.
 */
@Readiness
@ApplicationScoped
class LogsHealth implements HealthCheck {
  private final SpoolGauges gauges;

  LogsHealth(SpoolGauges gauges) {
    this.gauges = gauges;
  }

  @Override
  public HealthCheckResponse call() {
    var reading = gauges.read();
    var answer =
        HealthCheckResponse.named("logs")
            .up()
            .withData("queued", reading.queued())
            .withData("waiting", reading.spooled())
            .withData("waiting_bytes", reading.spooledBytes())
            .withData("without_bodies", reading.shed())
            .withData("lost", reading.lost())
            .withData("damaged", reading.damaged())
            .withData("quarantined", reading.quarantined());
    if (reading.lastStored() != null) {
      answer.withData("last_stored", reading.lastStored().toString());
    }
    if (reading.problem() != null) {
      answer.withData("problem", reading.problem());
    }
    return answer.build();
  }
}
