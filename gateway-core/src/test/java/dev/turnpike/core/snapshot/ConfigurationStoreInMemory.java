package dev.turnpike.core.snapshot;

import dev.turnpike.core.change.ConfigurationChanges.ConfigurationUnavailable;
import java.util.List;

/** Holds one configuration, and can be away. */
public final class ConfigurationStoreInMemory implements ConfigurationStore {
  private Configuration now = new Configuration(1, List.of(), List.of(), List.of());
  private boolean away;
  private int reads;

  public void holds(Configuration configuration) {
    now = configuration;
  }

  public void isAway(boolean away) {
    this.away = away;
  }

  /** How often everything was read. */
  public int reads() {
    return reads;
  }

  @Override
  public long version() {
    answer();
    return now.version();
  }

  @Override
  public Configuration read() {
    answer();
    reads++;
    return now;
  }

  private void answer() {
    if (away) {
      throw new ConfigurationUnavailable(new IllegalStateException("away"));
    }
  }
}
