package dev.turnpike.persistence.figures;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups.Page;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.Span.Attempt;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.persistence.retention.RetentionSettings;
import dev.turnpike.persistence.span.JdbcSpanStore;
import dev.turnpike.persistence.span.SpanDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class AttemptsTest {
  private static final Instant AT = Instant.parse("2026-03-14T15:00:00Z");

  @Test
  void countsEachAttemptForTheProviderItWentTo() throws Exception {
    try (var database = SpanDatabase.start()) {
      var rollups =
          new JdbcRollups(
              database.source(), RetentionSettings.USUAL, Clock.fixed(AT, ZoneOffset.UTC));
      var query = RollupQuery.all(ORGANIZATION, AT, AT.plusSeconds(60));
      var fellBack = tried(attempt("first", 503, "overloaded"), attempt("second", 200, null));
      var refused = tried(attempt("second", 400, "bad request"));

      new JdbcSpanStore(database.source()).store(List.of(fellBack, refused));

      var groups = rollups.attempts(query, SpanField.PROVIDER, Page.first(5));
      assertThat(groups)
          .extracting(g -> g.value() + " " + g.figures().requests() + " " + g.figures().errors())
          .containsExactly("second 2 0", "first 1 1");
      assertThat(rollups.attempts(query, Step.MINUTE, SpanField.PROVIDER, 1))
          .singleElement()
          .satisfies(line -> assertThat(line.points()).hasSize(1));
      assertThat(rollups.totals(query).calls().retried()).isEqualTo(1);
      assertThat(rollups.totals(query).calls().fellBack()).isEqualTo(1);
      var behind = new Condition("fell_back", Operator.ANY, List.of("true"));
      assertThat(rollups.totals(query.where(List.of(behind))).calls().fellBack()).isEqualTo(1);
    }
  }

  private static Attempt attempt(String provider, int status, @Nullable String reason) {
    return new Attempt(provider, "m", AT, Duration.ofMillis(300), status, reason);
  }

  private static Span tried(Attempt... attempts) {
    var span = aSpan().arrival(AT).build();
    return new Span(
        span.id(),
        span.organization(),
        span.arrival(),
        span.origin(),
        span.place(),
        span.tags(),
        span.called(),
        span.metering(),
        span.timing(),
        span.result(),
        List.of(attempts),
        span.content(),
        span.extra());
  }
}
