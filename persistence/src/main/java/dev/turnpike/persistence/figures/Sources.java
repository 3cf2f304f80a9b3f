package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.persistence.retention.RetentionSettings;
import dev.turnpike.persistence.rollup.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chooses where a question is answered from. Thread-safe. */
final class Sources {
  /** By which attempts at providers are told apart. */
  private static final Set<SpanField> ATTEMPT =
      Set.of(SpanField.ENVIRONMENT, SpanField.PROVIDER, SpanField.UPSTREAM_MODEL, SpanField.STATUS);

  private final RetentionSettings retention;
  private final Clock clock;
  private final long mostLogs;

  Sources(RetentionSettings retention, Clock clock, long mostLogs) {
    this.retention = retention;
    this.clock = clock;
    this.mostLogs = mostLogs;
  }

  /** From sums where these tell apart what is asked for, else from the logs. */
  Source of(RollupQuery query, Step coarsest, List<SpanField> by) {
    var scope = scope(query, by);
    return scope.isPresent()
        ? new KeptSums(query, scope.get(), pieces(query, coarsest), by)
        : new LogRows(query, by, mostLogs);
  }

  /**
   * For the values of each of some fields, conditions on itself left out. Fields that the same
   * conditions are left of and that are told apart by the same rows share a source, so that it is
   * read once.
   */
  Collection<Source> ofFacets(RollupQuery query, Set<SpanField> fields) {
    record Rows(List<Filter> conditions, Optional<Scope> scope) {}
    Map<Rows, List<SpanField>> together = new LinkedHashMap<>();
    for (var field : fields) {
      var others = without(field, query.conditions());
      var rows = new Rows(others, scope(query.where(others), List.of(field)));
      together.computeIfAbsent(rows, none -> new ArrayList<>()).add(field);
    }
    return together.entrySet().stream()
        .map(e -> of(query.where(e.getKey().conditions()).measuring(), Step.DAY, e.getValue()))
        .toList();
  }

  private static List<Filter> without(SpanField field, List<? extends Filter> filters) {
    return filters.stream()
        .filter(
            f ->
                !(f instanceof Condition condition
                    && SpanField.find(condition.field()).filter(field::equals).isPresent()))
        .map(Filter.class::cast)
        .toList();
  }

  private static Optional<Scope> scope(RollupQuery query, List<SpanField> by) {
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
    return scope(query, List.of())
        .map(
            scope -> {
              var window = Cover.cut(query.from(), query.to(), kept());
              var inner = query.within(window.from(), window.to());
              return new WithEdges(
                  new KeptSums(inner, scope, pieces(inner, Step.DAY), List.of()),
                  window.edges().stream().map(edge -> logs(query, edge)).toList());
            });
  }

  private static LogRows logs(RollupQuery query, Cover.Stretch stretch) {
    return new LogRows(query.within(stretch.from(), stretch.to()), List.of(), Long.MAX_VALUE);
  }

  Source ofAttempts(RollupQuery query, Step coarsest, SpanField by) {
    if (!KeptSums.covers(query.conditions(), ATTEMPT, List.of(by))) {
      throw new IllegalArgumentException("attempts are told apart by " + ATTEMPT + " alone");
    }
    return new KeptSums(query, Scope.ATTEMPT, pieces(query, coarsest), List.of(by));
  }

  private List<Cover.Piece> pieces(RollupQuery query, Step coarsest) {
    return Cover.of(query.from(), query.to(), coarsest, kept());
  }

  private Cover.Kept kept() {
    var now = clock.instant();
    return new Cover.Kept(retention.minutesSince(now), retention.hoursSince(now));
  }
}
