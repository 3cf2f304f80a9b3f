package dev.turnpike.persistence.change;

import dev.turnpike.core.change.ConfigurationChanges;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.snapshot.SnapshotPublisher;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Changes in PostgreSQL: the version row is their lock, its number what other gateways poll. */
@ApplicationScoped
@TellsUnavailable
class TransactedChanges implements ConfigurationChanges {
  /** Taken first, so that what the work then reads stays true until it is committed. */
  private static final String TAKE_VERSION =
      "update config_version set version = version + 1 returning version";

  private static final String NOTIFY = "select pg_notify('turnpike_config', ?1)";

  private final EntityManager entities;
  private final SnapshotPublisher snapshot;

  @Inject
  TransactedChanges(EntityManager entities, SnapshotPublisher snapshot) {
    this.entities = entities;
    this.snapshot = snapshot;
  }

  @Override
  public <T> Outcome<T> apply(Supplier<Outcome<T>> work) {
    var ended = new AtomicReference<Outcome<T>>();
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                var version = (Number) entities.createNativeQuery(TAKE_VERSION).getSingleResult();
                ended.set(work.get());
                if (!(ended.get() instanceof Outcome.Done)) {
                  throw new Undo();
                }
                notifyOthers(version.longValue());
              });
    } catch (Undo e) {
      return Objects.requireNonNull(ended.get());
    }
    snapshot.publish();
    return Objects.requireNonNull(ended.get());
  }

  private void notifyOthers(long version) {
    entities.flush();
    entities.createNativeQuery(NOTIFY).setParameter(1, String.valueOf(version)).getSingleResult();
  }

  /**
   * Ends a transaction whose work was refused: marking it for rollback ends in an error instead.
   */
  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1;

    Undo() {
      super("refused", null, false, false);
    }
  }
}
