package dev.turnpike.persistence.span;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore.Found;
import dev.turnpike.core.span.SpanStore.QueryRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Looks back slice by slice, so that a search has a result whenever it is stopped. Slices begin
 * small and grow as long as they are quick: the newest hits come first, and quiet months take few
 * questions.
 */
final class SpanSearch {
  private static final Duration FIRST_SLICE = Duration.ofHours(1);
  private static final Duration SHORTEST_SLICE = Duration.ofSeconds(10);
  private static final Duration QUICK = Duration.ofMillis(300);
  private static final Duration SLOW = Duration.ofSeconds(1);

  // By the primary key, backwards and forwards.
  private static final String NEWEST =
      """
      select arrival from span where organization_id = ? order by arrival desc, id desc limit 1
      """;
  private static final String OLDEST =
      "select arrival from span where organization_id = ? order by arrival, id limit 1";

  private final SpanTransactions transactions;
  private final Duration longestRead;
  private final Function<SpanQuery, List<Span>> slices;

  /**
   * @param slices answers the query of one slice
   */
  SpanSearch(
      SpanTransactions transactions, Duration longestRead, Function<SpanQuery, List<Span>> slices) {
    this.transactions = transactions;
    this.longestRead = longestRead;
    this.slices = slices;
  }

  Found search(SpanQuery query, Duration longest) {
    var ends = ends(query);
    if (ends.isEmpty()) {
      return new Found(List.of(), null);
    }
    var spans = new ArrayList<Span>();
    var oldest = ends.get().oldest();
    var to = ends.get().newest();
    var slice = FIRST_SLICE;
    var begun = System.nanoTime();
    while (spans.size() < query.limit() && to.isAfter(oldest)) {
      var from = later(oldest, to.minus(slice));
      var sliceBegun = System.nanoTime();
      try {
        spans.addAll(slices.apply(part(query, from, to, query.limit() - spans.size())));
        to = from;
      } catch (QueryRefused e) {
        if (e.reason() != QueryRefused.Reason.TOO_MUCH || slice.compareTo(SHORTEST_SLICE) <= 0) {
          throw e;
        }
      }
      slice = next(slice, System.nanoTime() - sliceBegun);
      // After a slice: whoever goes on and on comes to the end, however short the time.
      if (System.nanoTime() - begun >= longest.toNanos()
          && spans.size() < query.limit()
          && to.isAfter(oldest)) {
        return new Found(spans, to);
      }
    }
    return new Found(spans, null);
  }

  private static Duration next(Duration slice, long tookNanos) {
    if (tookNanos < QUICK.toNanos()) {
      return slice.multipliedBy(2);
    }
    return tookNanos > SLOW.toNanos() && slice.compareTo(SHORTEST_SLICE) > 0
        ? slice.dividedBy(2)
        : slice;
  }

  private static SpanQuery part(SpanQuery query, Instant from, Instant to, int limit) {
    return new SpanQuery(
        query.organization(),
        from,
        to,
        query.conditions(),
        query.sort(),
        true,
        query.before(),
        0,
        limit);
  }

  /** Between which there are spans in the window; the newest one just not included. */
  private record Ends(Instant oldest, Instant newest) {}

  private Optional<Ends> ends(SpanQuery query) {
    return transactions.read(
        longestRead,
        connection -> {
          var organization = query.organization().value();
          var oldest = arrival(connection, OLDEST, organization);
          var newest = arrival(connection, NEWEST, organization);
          if (oldest.isEmpty() || newest.isEmpty()) {
            return Optional.empty();
          }
          var from = query.from();
          var to = query.to();
          var before = query.before();
          var start = from == null ? oldest.get() : later(from, oldest.get());
          var end = newest.get().plusNanos(1_000);
          end = to == null ? end : earlier(to, end);
          end = before == null ? end : earlier(before.arrival().plusNanos(1_000), end);
          return Optional.of(new Ends(start, end));
        });
  }

  private static Optional<Instant> arrival(Connection connection, String sql, UUID organization)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organization);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(rows.getObject(1, OffsetDateTime.class).toInstant())
            : Optional.empty();
      }
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
