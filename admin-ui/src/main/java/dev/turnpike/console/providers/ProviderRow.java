package dev.turnpike.console.providers;

import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.trial.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the providers table. */
public record ProviderRow(Provider provider, int models, Checks.@Nullable Check check) {
  public String id() {
    return provider.id().value();
  }

  public String name() {
    return provider.name();
  }

  public String baseUrl() {
    return provider.baseUrl().toString();
  }

  /** What its last trial learned; absent when there was none. */
  public @Nullable Findings findings() {
    return Findings.in(provider.profile()).orElse(null);
  }

  /** Whether it can be tried out. */
  public boolean triable() {
    return provider.paths().containsKey(DialectId.OPENAI_CHAT);
  }

  /** Wire formats it speaks, the preferred one first. */
  public List<String> formats() {
    return provider.paths().keySet().stream().map(d -> d.wire()).toList();
  }
}
