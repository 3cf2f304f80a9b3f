package dev.turnpike.core.known;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The catalogue in use: the bundled one, until its owner gives a newer one. Thread-safe. */
public final class CurrentModels implements Supplier<KnownModels> {
  private volatile @Nullable KnownModels given;

  @Override
  public KnownModels get() {
    var newer = given;
    return newer == null ? KnownModels.bundled() : newer;
  }

  /** From the next call on; calls that are under way may end with either. */
  public void use(KnownModels models) {
    given = models;
  }
}
