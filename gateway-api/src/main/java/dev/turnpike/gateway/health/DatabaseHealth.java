package dev.turnpike.gateway.health;

import dev.turnpike.persistence.schema.Schema;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database answers, told as data: a gateway whose database is away still answers calls
 * and must not be taken out of service for it.
 */
@Readiness
@ApplicationScoped
class DatabaseHealth implements HealthCheck {
  private final Schema schema;

  /** As last seen; whoever asks for health must not wait for a database that hangs. */
  private volatile @Nullable String problem = "not looked at yet";

  DatabaseHealth(Schema schema) {
    this.schema = schema;
  }

  void register(@Observes StartupEvent start, MeterRegistry meters) {
    Gauge.builder("turnpike.database.up", this, health -> health.problem == null ? 1 : 0)
        .description("1 while the database answers")
        .register(meters);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    problem = schema.problem().orElse(null);
  }

  @Override
  public HealthCheckResponse call() {
    var seen = problem;
    var answer =
        HealthCheckResponse.named("database")
            .up()
            .withData("answers", seen == null)
            .withData("tables_ready", schema.isReady());
    if (seen != null) {
      answer.withData("problem", seen);
    }
    return answer.build();
  }
}
