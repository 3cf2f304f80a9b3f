package dev.turnpike.core.dialect.contract;

import dev.turnpike.core.dialect.Quirk;
import java.util.Set;

/**
 * The deployment a request is written for.
 *
 * @param model the name the provider expects
 * @param stream whether the provider is asked for a stream
 */
public record Target(String model, boolean stream, Set<Quirk> quirks) {
  public Target {
    quirks = Set.copyOf(quirks);
  }

  public Target(String model, boolean stream) {
    this(model, stream, Set.of());
  }

  public boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }
}
