package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.persistence.retention.RetentionSettings;
import dev.turnpike.persistence.rollup.Scope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses where a question is answered from. Thread-safe. */
final class Sources {
  /** By which attempts at providers are told apart. */
  private static final Set<SpanField> ATTEMPT =
      Set.of(SpanField.ENVIRONMENT, SpanField.PROVIDER, SpanField.UPSTREAM_MODEL, SpanField.STATUS);

  private final RetentionSettings retention;
  private final Clock clock;

  Sources(RetentionSettings retention, Clock clock) {
    this.retention = retention;
    this.clock = clock;
  }

  /** From sums where these tell apart what is asked for, else from the logs. */
  Source of(RollupQuery query, Step coarsest, @Nullable SpanField by) {
    var scope = scope(query, by);
    return scope.isPresent()
        ? new KeptSums(query, scope.get(), pieces(query, coarsest), by)
        : new LogRows(query, by, LogRows.MOST);
  }

  private static Optional<Scope> scope(RollupQuery query, @Nullable SpanField by) {
    if (KeptSums.covers(query.conditions(), Rollups.TRAFFIC, by)) {
      return Optional.of(Scope.TRAFFIC);
    }
    return KeptSums.covers(query.conditions(), Rollups.CUSTOMER, by)
        ? Optional.of(Scope.CUSTOMER)
        : Optional.empty();
  }

  /**
   * From sums, but of the steps that the window cuts from the logs; empty when sums do not tell.
   */
  Optional<Source> exact(RollupQuery query) {
    return scope(query, null)
        .map(
            scope -> {
              var window = Cover.cut(query.from(), query.to(), kept());
              var inner = query.within(window.from(), window.to());
              return new WithEdges(
                  new KeptSums(inner, scope, pieces(inner, Step.DAY), null),
                  window.edges().stream().map(edge -> logs(query, edge)).toList());
            });
  }

  private static LogRows logs(RollupQuery query, Cover.Stretch stretch) {
    return new LogRows(query.within(stretch.from(), stretch.to()), null, Long.MAX_VALUE);
  }

  Source ofAttempts(RollupQuery query, Step coarsest, SpanField by) {
    if (!KeptSums.covers(query.conditions(), ATTEMPT, by)) {
      throw new IllegalArgumentException("attempts are told apart by " + ATTEMPT + " alone");
    }
    return new KeptSums(query, Scope.ATTEMPT, pieces(query, coarsest), by);
  }

  private List<Cover.Piece> pieces(RollupQuery query, Step coarsest) {
    return Cover.of(query.from(), query.to(), coarsest, kept());
  }

  private Cover.Kept kept() {
    var now = clock.instant();
    return new Cover.Kept(retention.minutesSince(now), retention.hoursSince(now));
  }
}
