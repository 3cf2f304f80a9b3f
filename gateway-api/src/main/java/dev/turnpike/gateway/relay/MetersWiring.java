package dev.turnpike.gateway.relay;

import dev.turnpike.core.access.KeyStore;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.policy.KeyMeters;
import dev.turnpike.core.snapshot.SnapshotSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Keeps the in-memory counters of keys near the stored ones. */
@Singleton
class MetersWiring {
  private static final Logger LOG = Logger.getLogger(MetersWiring.class);

  private final KeyMeters meters = new KeyMeters();
  private final SnapshotSource snapshots;
  private final KeyStore keys;

  MetersWiring(SnapshotSource snapshots, KeyStore keys) {
    this.snapshots = snapshots;
    this.keys = keys;
  }

  @Produces
  @Singleton
  KeyMeters meters() {
    return meters;
  }

  /** On a worker thread. While the database is away the counters in memory go on by themselves. */
  @Scheduled(
      every = "10s",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void catchUp() {
    snapshots.current().keys().values().stream()
        .map(key -> key.organization())
        .distinct()
        .forEach(this::catchUp);
  }

  private void catchUp(OrganizationId organization) {
    try {
      meters.catchUp(keys.uses(organization));
    } catch (RuntimeException e) {
      LOG.debugf(e, "key counters not read");
    }
  }
}
