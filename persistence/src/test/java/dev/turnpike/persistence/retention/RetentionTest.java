package dev.turnpike.persistence.retention;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.span.Span;
import dev.turnpike.persistence.figures.JdbcRollups;
import dev.turnpike.persistence.span.JdbcSpanStore;
import dev.turnpike.persistence.span.SpanDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /**
   * Rows 40 days, bodies 10, minutes 3, hours 60: February's first day is the last kept month's.
   */
  private static final RetentionSettings SETTINGS = new RetentionSettings(40, 10, 3, 60);

  private SpanDatabase database;
  private JdbcSpanStore store;

  @BeforeEach
  void start() throws Exception {
    database = SpanDatabase.start();
    store = new JdbcSpanStore(database.source());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void dropsWhatIsOverAndKeepsTheRest() throws Exception {
    var now = daysAgo(0);
    var bodies = daysAgo(11);
    var rows = daysAgo(41);
    var hours = daysAgo(100);
    store.store(List.of(now, bodies, rows, hours));

    var dropped = new Retention(database.source(), SETTINGS, CLOCK).run();

    assertThat(dropped)
        .contains("span_20260201", "span_body_20260303", "rollup_minute_20260303")
        .contains("rollup_hour_202512")
        .doesNotContain(
            "span_20260303", "span_20260314", "span_body_20260304", "rollup_hour_202602");
    assertThat(store.find(ORGANIZATION, now.id())).contains(now);
    assertThat(store.find(ORGANIZATION, bodies.id()).orElseThrow().content().isEmpty()).isTrue();
    assertThat(store.find(ORGANIZATION, rows.id())).isEmpty();
    assertThat(database.row("select count(*) from span_identity")).isEqualTo("2");
    assertThat(database.row("select count(*) from trace")).isEqualTo("0");
    assertThat(database.row("select sum(requests) from rollup_day where scope = 't'"))
        .isEqualTo("4");
  }

  @Test
  void stillAddsUpWhatIsGone() {
    store.store(List.of(daysAgo(0), daysAgo(41), daysAgo(100)));

    new Retention(database.source(), SETTINGS, CLOCK).run();

    var rollups = new JdbcRollups(database.source(), SETTINGS, CLOCK);
    var all = RollupQuery.all(ORGANIZATION, NOW.minus(Duration.ofDays(120)), NOW.plusSeconds(60));
    assertThat(rollups.totals(all).requests()).isEqualTo(3);
  }

  @Test
  void deletesFromTheDefaultPartitionToo() throws Exception {
    database.execute(
        "insert into span_body_default (organization_id, id, arrival) values ('%s', 'old', '%s')"
            .formatted(ORGANIZATION, NOW.minus(Duration.ofDays(90))));

    new Retention(database.source(), SETTINGS, CLOCK).run();

    assertThat(database.row("select count(*) from span_body")).isEqualTo("0");
  }

  @Test
  void makesThePartitionsOfTheNextDays() throws Exception {
    new Retention(database.source(), SETTINGS, CLOCK).run();

    assertThat(
            database.row(
                "select to_regclass('span_20260317') is not null,"
                    + " to_regclass('rollup_minute_20260317') is not null,"
                    + " to_regclass('rollup_hour_202603') is not null"))
        .isEqualTo("t t t");
  }

  @Test
  void leavesTheWorkToTheReplicaThatIsAtIt() throws Exception {
    store.store(List.of(daysAgo(41)));
    try (var other = database.source().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(7281033465002)");

      var dropped = new Retention(database.source(), SETTINGS, CLOCK).run();

      assertThat(dropped).isEmpty();
      other.rollback();
    }

    assertThat(new Retention(database.source(), SETTINGS, CLOCK).run()).contains("span_20260201");
  }

  @Test
  void keepsForEverWhatIsSetToNought() {
    var span = daysAgo(1000);
    store.store(List.of(span));

    var dropped = new Retention(database.source(), new RetentionSettings(0, 0, 0, 0), CLOCK).run();

    assertThat(dropped).isEmpty();
    assertThat(store.find(ORGANIZATION, span.id())).contains(span);
  }

  private static Span daysAgo(int days) {
    return aSpan().arrival(NOW.minus(Duration.ofDays(days))).build();
  }
}
