package dev.turnpike.core.known;

import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.usage.Rates;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as it is publicly known.
 *
 * @param id the provider's own name
 * @param history prices, oldest first; of those that hold, the last counts
 * @param batch what it costs in batches; absent when unknown
 * @param window in tokens
 * @param capabilities by the words of the file: {@code tools}, {@code vision} …
 * @param ends the day it is switched off
 */
public record KnownModel(
    String id,
    String name,
    ModelType type,
    List<DatedRates> history,
    @Nullable Rates batch,
    @Nullable Integer window,
    @Nullable Integer maxOutput,
    Set<String> capabilities,
    boolean deprecated,
    @Nullable LocalDate ends) {
  public KnownModel {
    history = List.copyOf(history);
    capabilities = Set.copyOf(capabilities);
  }

  /** What it costs at this time. */
  public Rates ratesAt(Instant at) {
    for (var dated : history.reversed()) {
      if (dated.holds(at)) {
        return dated.rates();
      }
    }
    return history.isEmpty() ? Rates.UNKNOWN : history.getFirst().rates();
  }

  /** Whether it is to be avoided on that day: its vendor says so, or has switched it off. */
  public boolean isDeprecatedAt(Instant at) {
    return deprecated
        || ends != null && !at.isBefore(ends.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  public boolean can(String capability) {
    return capabilities.contains(capability);
  }
}
