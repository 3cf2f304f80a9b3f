package dev.turnpike.core.change;

import dev.turnpike.core.error.Outcome;
import java.util.function.Supplier;

/** Runs changes as they come, on fakes that keep no transaction; counts those that were done. */
public final class DirectChanges implements ConfigurationChanges {
  private int done;

  @Override
  public <T> Outcome<T> apply(Supplier<Outcome<T>> work) {
    var outcome = work.get();
    if (outcome instanceof Outcome.Done) {
      done++;
    }
    return outcome;
  }

  public int done() {
    return done;
  }
}
