package dev.turnpike.persistence.schema;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Migrates the tables at start. A database that does not answer does not keep the gateway from
 * serving what its snapshot holds: the migration is tried again until it succeeds, and {@link
 * SchemaReady} is fired then. A migration that fails while the database answers ends the start: the
 * tables are not those this gateway was written for.
 */
@ApplicationScoped
public class Schema {
  private static final Logger LOG = System.getLogger(Schema.class.getName());
  private static final long RETRY_SECONDS = 2;

  private final DataSource database;
  private final Flyway flyway;
  private final Event<SchemaReady> ready;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean migrated;

  Schema(DataSource database, Flyway flyway, Event<SchemaReady> ready) {
    this.database = database;
    this.flyway = flyway;
    this.ready = ready;
  }

  /** Blocking. Called once, while the application starts. */
  public void prepare() {
    if (!prepared()) {
      Thread.ofVirtual().name("schema-retry").start(this::retry);
    }
  }

  /** Whether the database was reached and migrated since this start. */
  public boolean isReady() {
    return migrated;
  }

  /** Why the database does not answer; empty when it does. Blocking, for 5 seconds at most. */
  public Optional<String> problem() {
    try (var connection = database.getConnection()) {
      return connection.isValid(3)
          ? Optional.empty()
          : Optional.of("the connection does not answer within 3 s");
    } catch (SQLException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private boolean prepared() {
    var problem = problem();
    if (problem.isPresent()) {
      LOG.log(Level.WARNING, "The database does not answer, trying again: {0}", problem.get());
      return false;
    }
    try {
      flyway.migrate();
      ready.fire(new SchemaReady());
    } catch (RuntimeException e) {
      if (problem().isPresent()) {
        LOG.log(Level.WARNING, "The database went away while its tables were prepared", e);
        return false;
      }
      throw e;
    }
    migrated = true;
    return true;
  }

  private void retry() {
    try {
      while (!stopped.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
        if (prepared()) {
          LOG.log(Level.INFO, "The database answers again and its tables are ready");
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "The database answers, but its tables cannot be prepared: configuration and logs stay as they are until the next start",
          e);
    }
  }

  @PreDestroy
  void stop() {
    stopped.countDown();
  }
}
