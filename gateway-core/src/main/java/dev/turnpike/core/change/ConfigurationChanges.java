package dev.turnpike.core.change;

import dev.turnpike.core.error.Outcome;
import java.util.function.Supplier;

/**
 * Makes changes of providers, models and keys. Blocking.
 *
 * <p>Changes are made one at a time on all replicas, so that a decision taken inside one ("the id
 * is free", "no model uses it") still holds when it is written.
 */
public interface ConfigurationChanges {
  /**
   * Runs the work in one transaction that no other change overlaps. When it ends as {@link
   * Outcome.Done}, the configuration version grows with it, and this replica serves the change
   * before this method returns (others follow within 2 s). Any other end, and any exception, undoes
   * what the work wrote.
   *
   * @throws ConfigurationUnavailable when the database cannot be reached; nothing was changed
   */
  <T> Outcome<T> apply(Supplier<Outcome<T>> work);

  /** The database cannot be reached now; calls go on, changes must wait. */
  final class ConfigurationUnavailable extends RuntimeException {
    public ConfigurationUnavailable(Throwable cause) {
      super("The database cannot be reached now; try again shortly.", cause);
    }
  }
}
