package dev.turnpike.persistence.figures;

import static dev.turnpike.core.span.SpanBuilder.KEY;
import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups.Facet;
import dev.turnpike.core.rollup.Rollups.Group;
import dev.turnpike.core.rollup.Rollups.Line;
import dev.turnpike.core.rollup.Rollups.Order;
import dev.turnpike.core.rollup.Rollups.Page;
import dev.turnpike.core.rollup.Rollups.Point;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.rollup.StoredVolume;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.SpanStore.QueryRefused;
import dev.turnpike.core.usage.Usage;
import dev.turnpike.persistence.retention.RetentionSettings;
import dev.turnpike.persistence.span.JdbcSpanStore;
import dev.turnpike.persistence.span.SpanDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 600 spans over three days, of 3 models and 5 customers, stored twice over. */
@Tag("database")
class JdbcRollupsTest {
  private static final Instant START = Instant.parse("2026-03-14T21:17:00Z");
  private static final Instant END = START.plus(Duration.ofHours(60));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-17T12:00:00Z"), ZoneOffset.UTC);

  private static SpanDatabase database;
  private static JdbcRollups rollups;
  private static List<Span> spans;

  @BeforeAll
  static void start() throws Exception {
    database = SpanDatabase.start();
    var store = new JdbcSpanStore(database.source());
    rollups = new JdbcRollups(database.source(), RetentionSettings.USUAL, CLOCK);
    spans = spans();
    store.store(spans.subList(0, 400));
    store.store(spans.subList(200, 600)); // as after a cut between commit and answer
  }

  private static List<Span> spans() {
    var random = new Random(7);
    var spans = new ArrayList<Span>();
    for (var i = 0; i < 600; i++) {
      var span =
          aSpan()
              .id("span-" + i)
              .arrival(START.plusSeconds(random.nextLong(60 * 3600)))
              .model("model-" + random.nextInt(3))
              .metadata("all", "yes")
              .usage(Usage.ofText(random.nextInt(5000), random.nextInt(900)))
              .cost("0." + (1 + random.nextInt(99)));
      if (random.nextInt(3) > 0) {
        span.customer("customer-" + random.nextInt(5));
      }
      spans.add((random.nextInt(10) == 0 ? span.failed() : span).build());
    }
    return spans;
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-14T00:00:00Z, 2026-03-18T00:00:00Z",
    "2026-03-14T23:07:00Z, 2026-03-16T22:41:00Z",
    "2026-03-15T03:00:00Z, 2026-03-15T04:00:00Z",
    "2026-03-15T03:13:00Z, 2026-03-15T03:14:00Z",
    "2026-03-15T23:59:00Z, 2026-03-16T00:01:00Z",
    "2026-03-15T00:00:00Z, 2026-03-15T00:00:00Z",
  })
  void addsUpTheSameAsTheLogsDo(Instant from, Instant to) {
    var kept = query(from, to).measuring(Measure.values());
    var logs = kept.where(List.of(new Condition("metadata__all", Operator.ANY, List.of("yes"))));

    assertSame(rollups.totals(kept), rollups.totals(logs));
    assertThat(rollups.series(kept, Step.HOUR))
        .extracting(Point::at)
        .isEqualTo(rollups.series(logs, Step.HOUR).stream().map(Point::at).toList());
  }

  private static void assertSame(Figures kept, Figures logs) {
    assertThat(kept.calls()).isEqualTo(logs.calls());
    assertThat(kept.tokens()).isEqualTo(logs.tokens());
    assertThat(kept.costUsd()).isEqualByComparingTo(logs.costUsd());
    assertThat(kept.latency()).isEqualTo(logs.latency());
    assertThat(kept.speed().sum()).isCloseTo(logs.speed().sum(), within(1e-6));
    assertThat(kept.distributions()).isEqualTo(logs.distributions());
  }

  @Test
  void countsEachSpanOnceHoweverOftenItIsStored() {
    var totals = rollups.totals(query(START, END).measuring(Measure.LATENCY));

    assertThat(totals.requests()).isEqualTo(600);
    assertThat(totals.errors())
        .isEqualTo(spans.stream().filter(s -> s.result().status() == Span.Status.FAILED).count());
    assertThat(totals.tokens().total())
        .isEqualTo(spans.stream().mapToLong(s -> s.metering().usage().total()).sum());
    assertThat(totals.distribution(Measure.LATENCY).total()).isEqualTo(600);
    assertThat(totals.distribution(Measure.LATENCY).quantile(0.95).orElseThrow())
        .isBetween(1_000_000.0, 1_500_000.0);
  }

  @Test
  void narrowsByConditions() {
    var model = new Condition("model", Operator.ANY, List.of("model-1"));
    var failed = new Condition("status", Operator.NONE, List.of("success"));

    assertThat(rollups.totals(query(START, END).where(List.of(model, failed))).requests())
        .isEqualTo(
            spans.stream()
                .filter(s -> s.called().model().equals("model-1"))
                .filter(s -> s.result().status() == Span.Status.FAILED)
                .count());
  }

  @Test
  void groupsByModelAndByCustomer() {
    var models = rollups.groups(query(START, END), SpanField.MODEL, Page.first(10));
    var keys = rollups.groups(query(START, END), SpanField.KEY_ID, Page.first(10));
    var customers =
        rollups.groups(query(START, END), SpanField.CUSTOMER, new Page(Order.COST, 1, 2));

    assertThat(models).extracting(Group::value).hasSize(3).contains("model-0", "model-1");
    assertThat(models.stream().mapToLong(g -> g.figures().requests()).sum()).isEqualTo(600);
    assertThat(keys).extracting(Group::value).containsExactly(KEY.toString());
    assertThat(customers).hasSize(2);
    assertThat(customers.get(0).figures().costUsd())
        .isGreaterThanOrEqualTo(customers.get(1).figures().costUsd());
    assertThat(rollups.distinct(query(START, END), SpanField.CUSTOMER)).isEqualTo(5);
  }

  @Test
  void groupsByFieldsThatNoSumsAreKeptOf() {
    var model = new Condition("model", Operator.ANY, List.of("model-1"));

    var customers =
        rollups.groups(query(START, END).where(List.of(model)), SpanField.CUSTOMER, Page.first(10));

    assertThat(customers).hasSize(5);
    assertThat(customers.stream().mapToLong(g -> g.figures().requests()).sum())
        .isEqualTo(
            spans.stream()
                .filter(s -> s.called().model().equals("model-1"))
                .filter(s -> s.tags().customerIdentifier() != null)
                .count());
  }

  @Test
  void drawsALineForEachOfTheMostUsed() {
    var lines = rollups.series(query(START, END), Step.DAY, SpanField.MODEL, 2);

    assertThat(lines).extracting(Line::value).hasSize(2);
    assertThat(lines.get(0).points())
        .extracting(Point::at)
        .containsExactly(
            Instant.parse("2026-03-14T00:00:00Z"),
            Instant.parse("2026-03-15T00:00:00Z"),
            Instant.parse("2026-03-16T00:00:00Z"),
            Instant.parse("2026-03-17T00:00:00Z"));
  }

  @Test
  void offersTheValuesOfAFieldThatIsNarrowedItself() {
    var model = new Condition("model", Operator.ANY, List.of("model-1"));

    var facets =
        rollups.facets(
            query(START, END).where(List.of(model)),
            Set.of(SpanField.MODEL, SpanField.STATUS, SpanField.LOG_TYPE),
            10);

    assertThat(facets.get(SpanField.MODEL)).hasSize(3);
    assertThat(facets.get(SpanField.LOG_TYPE))
        .containsExactly(
            new Facet(
                "chat", spans.stream().filter(s -> s.called().model().equals("model-1")).count()));
  }

  @Test
  void offersFieldsThatSumsAreKeptOfApartTogether() {
    var customer = new Condition("customer_identifier", Operator.ANY, List.of("customer-1"));

    var facets =
        rollups.facets(
            query(START, END).where(List.of(customer)),
            Set.of(SpanField.MODEL, SpanField.KEY_ID, SpanField.CUSTOMER),
            2);

    assertThat(facets.get(SpanField.MODEL))
        .isEqualTo(most(2, s -> Optional.ofNullable(s.called().model()), CUSTOMER_1));
    assertThat(facets.get(SpanField.KEY_ID))
        .containsExactly(new Facet(KEY.toString(), spans.stream().filter(CUSTOMER_1).count()));
    assertThat(facets.get(SpanField.CUSTOMER))
        .isEqualTo(most(2, s -> Optional.ofNullable(s.tags().customerIdentifier()), s -> true));
  }

  private static final Predicate<Span> CUSTOMER_1 =
      s -> "customer-1".equals(s.tags().customerIdentifier());

  private static List<Facet> most(
      int most, Function<Span, Optional<String>> value, Predicate<Span> which) {
    return spans.stream()
        .filter(which)
        .flatMap(s -> value.apply(s).stream())
        .collect(Collectors.groupingBy(v -> v, Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> new Facet(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(Facet::requests).reversed().thenComparing(Facet::value))
        .limit(most)
        .toList();
  }

  /** About 200 calls of this model, of which not quite 150 name a customer. */
  @Test
  void refusesToAnswerFromAPartOfTheLogs() {
    var few = new JdbcRollups(database.source(), RetentionSettings.USUAL, CLOCK, 150);
    var model = new Condition("model", Operator.ANY, List.of("model-1"));
    var narrowed = query(START, END).where(List.of(model));

    assertThatThrownBy(() -> few.groups(narrowed, SpanField.CUSTOMER, Page.first(10)))
        .isInstanceOf(QueryRefused.class)
        .hasMessageContaining("More than 150 logs");
    assertThat(few.facets(narrowed, Set.of(SpanField.CUSTOMER, SpanField.STATUS), 10))
        .containsOnlyKeys(SpanField.STATUS);
  }

  @Test
  void roundsWhereFinerSumsAreGone() {
    var later = Clock.fixed(Instant.parse("2026-04-01T12:00:00Z"), ZoneOffset.UTC);
    var coarse = new JdbcRollups(database.source(), new RetentionSettings(90, 30, 7, 400), later);
    var from = Instant.parse("2026-03-15T03:13:00Z");
    var query = query(from, from.plusSeconds(60));

    assertThat(coarse.totals(query).requests())
        .isEqualTo(
            rollups.totals(query(Step.HOUR.floor(from), Step.HOUR.ceiling(from))).requests());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-14T21:40:31.5Z, 2026-03-16T09:12:07Z", // minutes are kept throughout
    "2026-03-15T03:00:00Z, 2026-03-15T04:00:00Z",
    "2026-03-15T03:10:10Z, 2026-03-15T03:10:50Z",
    "2026-03-15T03:10:10Z, 2026-03-15T03:10:10Z",
  })
  void addsUpToTheInstant(Instant from, Instant to) {
    var model = new Condition("model", Operator.ANY, List.of("model-1"));
    var query = RollupQuery.all(ORGANIZATION, from, to).where(List.of(model));

    var totals = rollups.exactTotals(query).orElseThrow();

    var expected =
        spans.stream()
            .filter(s -> !s.arrival().isBefore(from) && s.arrival().isBefore(to))
            .filter(s -> s.called().model().equals("model-1"))
            .toList();
    assertThat(totals.requests()).isEqualTo(expected.size());
    assertThat(totals.tokens().prompt())
        .isEqualTo(expected.stream().mapToLong(s -> s.metering().usage().prompt()).sum());
    assertThat(totals.latency().count()).isEqualTo(expected.size());
  }

  @Test
  void leavesTotalsToTheLogsWhereSumsCannotTell() {
    var team = new Condition("metadata__all", Operator.ANY, List.of("yes"));

    assertThat(rollups.exactTotals(RollupQuery.all(ORGANIZATION, START, END).where(List.of(team))))
        .isEmpty();
  }

  @Test
  void tellsTheRoomThatADayTakes() {
    var volume = new JdbcStoredVolume(database.source());
    var day = LocalDate.parse("2026-03-15");

    var days = volume.days(ORGANIZATION, day, day.plusDays(1));

    assertThat(days).extracting(StoredVolume.Day::day).containsExactly(day);
    assertThat(days.getFirst().logs()).isGreaterThan(100);
    assertThat(days.getFirst().bytes()).isGreaterThan(8_192);
    assertThat(volume.days(new OrganizationId(UUID.randomUUID()), day, day.plusDays(1))).isEmpty();
  }

  @Test
  void showsNothingOfAnotherOrganization() {
    var stranger = new OrganizationId(UUID.randomUUID());

    assertThat(rollups.totals(RollupQuery.all(stranger, START, END)).requests()).isZero();
    assertThat(
            rollups.groups(RollupQuery.all(stranger, START, END), SpanField.MODEL, Page.first(5)))
        .isEmpty();
  }

  private static RollupQuery query(Instant from, Instant to) {
    return RollupQuery.all(ORGANIZATION, from, to);
  }
}
