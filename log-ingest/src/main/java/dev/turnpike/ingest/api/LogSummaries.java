package dev.turnpike.ingest.api;

import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.span.SpanSummary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Totals over logs: from kept sums where these can tell, else by looking at each log. */
@Singleton
final class LogSummaries {
  private final SpanStore store;
  private final Rollups rollups;

  LogSummaries(SpanStore store, Rollups rollups) {
    this.store = store;
    this.rollups = rollups;
  }

  SpanSummary of(SpanQuery query) {
    return kept(query).map(LogSummaries::summary).orElseGet(() -> store.summary(query));
  }

  private Optional<Figures> kept(SpanQuery query) {
    var from = query.from();
    var to = query.to();
    return from == null || to == null || to.isBefore(from)
        ? Optional.empty()
        : rollups.exactTotals(
            new RollupQuery(query.organization(), from, to, query.conditions(), Set.of()));
  }

  private static SpanSummary summary(Figures figures) {
    var speed = figures.speed().average();
    return new SpanSummary(
        figures.requests(),
        figures.errors(),
        figures.costUsd(),
        figures.tokens().prompt(),
        figures.tokens().completion(),
        micros(figures.latency()),
        micros(figures.timeToFirstToken()),
        speed.isPresent() ? speed.getAsDouble() : null);
  }

  private static @Nullable Duration micros(Figures.Sum sum) {
    var average = sum.average();
    return average.isPresent() ? Duration.ofNanos(Math.round(average.getAsDouble()) * 1_000) : null;
  }
}
