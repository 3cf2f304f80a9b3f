package dev.turnpike.persistence.retention;

import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import dev.turnpike.persistence.schema.Schema;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import javax.sql.DataSource;

/** Keeps to the retention, by the hour. */
@Singleton
final class RetentionSchedule {
  private static final Logger LOG = System.getLogger(RetentionSchedule.class.getName());

  private final Retention retention;
  private final Schema schema;

  RetentionSchedule(DataSource database, RetentionSettings settings, Clock clock, Schema schema) {
    this.retention = new Retention(database, settings, clock);
    this.schema = schema;
  }

  @Scheduled(every = "1h", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  void run() {
    if (!schema.isReady()) {
      return;
    }
    try {
      var unused = retention.run();
    } catch (StoreUnavailable e) {
      LOG.log(
          Level.WARNING, "Old logs were not dropped, trying again in an hour: {0}", e.getMessage());
    }
  }
}
