package dev.turnpike.core.snapshot;

/**
 * Where the configuration is read from as a whole. Blocking.
 *
 * <p>Both methods throw {@code ConfigurationUnavailable} when the database cannot be reached.
 */
public interface ConfigurationStore {
  /** The version now; another one than last time means that something changed. */
  long version();

  /** Everything, as of one instant. */
  Configuration read();
}
