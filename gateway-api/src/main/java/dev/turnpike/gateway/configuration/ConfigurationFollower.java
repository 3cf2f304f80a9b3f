package dev.turnpike.gateway.configuration;

import dev.turnpike.core.access.Bootstrap;
import dev.turnpike.core.snapshot.LiveSnapshot;
import dev.turnpike.gateway.start.Settings;
import dev.turnpike.persistence.schema.SchemaReady;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * At the start serves what the disk holds; once the database is ready makes the first rows, reads
 * it, and then looks each second whether another gateway changed something.
 */
@ApplicationScoped
class ConfigurationFollower {
  private static final long LOOK_EVERY_MILLIS = 1000;

  /** How long a stop waits for a look at a database that does not answer. */
  private static final long LAST_COPY_MILLIS = 2000;

  private final LiveSnapshot snapshot;
  private final Bootstrap bootstrap;
  private final Settings settings;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("configuration").daemon().unstarted(task));

  private final AtomicBoolean following = new AtomicBoolean();

  ConfigurationFollower(LiveSnapshot snapshot, Bootstrap bootstrap, Settings settings) {
    this.snapshot = snapshot;
    this.bootstrap = bootstrap;
    this.settings = settings;
  }

  // After DatabaseAtStart: with a database that answers, the copy is not needed.
  void serveCopy(@Observes @Priority(2) StartupEvent start) {
    snapshot.serveCopy();
  }

  void follow(@Observes @Priority(10) SchemaReady ready) {
    bootstrap.prepare(settings.apiKey());
    snapshot.follow();
    // The event comes again when a later observer of it failed.
    if (!following.compareAndSet(false, true)) {
      return;
    }
    var unused =
        looks.scheduleWithFixedDelay(
            snapshot::follow, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The copy takes what was changed in the last second, too. */
  @PreDestroy
  void stop() {
    var unused = looks.submit(snapshot::keep);
    looks.shutdown();
    try {
      if (looks.awaitTermination(LAST_COPY_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    looks.shutdownNow();
  }
}
