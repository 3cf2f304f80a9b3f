package dev.turnpike.console.integrations;

import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import java.util.Locale;

/**
 * A built-in provider in the grid.
 *
 * @param credentials how many it has, those of the environment included
 * @param failing whether most of its latest calls failed, or its last test did
 */
public record ProviderCard(ProviderDescriptor row, int credentials, boolean failing) {
  public String id() {
    return row.id();
  }

  public String name() {
    return row.name();
  }

  /** One word, or two. */
  public String state() {
    if (row.status() == Status.RETIRED) {
      return "Retired";
    }
    if (credentials == 0) {
      return "Not connected";
    }
    return failing ? "Failing" : "Connected";
  }

  public boolean connected() {
    return credentials > 0;
  }

  public boolean retired() {
    return row.status() == Status.RETIRED;
  }

  /** What stands before the slash of a model name; empty for one that has no models. */
  public String prefix() {
    return row.prefixes().isEmpty() ? "" : row.prefixes().getFirst();
  }

  boolean matches(String text) {
    var part = text.strip().toLowerCase(Locale.ROOT);
    return part.isEmpty()
        || row.name().toLowerCase(Locale.ROOT).contains(part)
        || row.id().contains(part)
        || row.prefixes().stream().anyMatch(prefix -> prefix.contains(part));
  }
}
