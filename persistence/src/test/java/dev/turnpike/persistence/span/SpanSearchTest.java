package dev.turnpike.persistence.span;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.BodyText;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.SpanQuery.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A call every six hours over ten days; every tenth speaks of a zebra. */
@Tag("database")
class SpanSearchTest {
  private static final Instant NEWEST = Instant.parse("2026-03-14T12:00:00Z");
  private static final int CALLS = 40;

  private static SpanDatabase database;
  private static JdbcSpanStore store;

  @BeforeAll
  static void fill() throws Exception {
    database = SpanDatabase.start();
    store = new JdbcSpanStore(database.source());
    store.store(
        IntStream.range(0, CALLS)
            .mapToObj(
                i ->
                    aSpan()
                        .id("call-" + i)
                        .arrival(NEWEST.minus(Duration.ofHours(6L * i)))
                        .model(i < 20 ? "young" : "old")
                        .request(i % 10 == 9 ? "a Zebra and a ZÈBRE" : "nothing")
                        .build())
            .toList());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void findsAllOfTheWindowWhenThereIsTime() {
    var found = store.search(query(List.of(new BodyText("zebra")), null, 10), Duration.ofHours(1));

    assertThat(found.spans())
        .extracting(Span::id)
        .containsExactly("call-9", "call-19", "call-29", "call-39");
    assertThat(found.searchedTo()).isNull();
  }

  @Test
  void stopsAtTheLimit() {
    var found = store.search(query(List.of(new BodyText("zebra")), null, 2), Duration.ofHours(1));

    assertThat(found.spans()).extracting(Span::id).containsExactly("call-9", "call-19");
    assertThat(found.searchedTo()).isNull();
  }

  @Test
  void saysHowFarItCameAndGoesOnFromThere() {
    var all = new ArrayList<String>();
    var position = (Position) null;
    var searches = 0;
    do {
      var query = query(List.of(new BodyText("zebra")), position, 10);
      var found = store.search(query, Duration.ZERO);
      found.spans().forEach(span -> all.add(span.id()));
      var to = found.searchedTo();
      position = to == null ? null : new Position(to, "");
      searches++;
    } while (position != null);

    assertThat(all).containsExactly("call-9", "call-19", "call-29", "call-39");
    assertThat(searches).isGreaterThan(2);
  }

  @Test
  void findsWordsOfOtherLettersToo() {
    var found = store.search(query(List.of(new BodyText("zèbre")), null, 1), Duration.ofHours(1));

    assertThat(found.spans()).extracting(Span::id).containsExactly("call-9");
  }

  @Test
  void forgetsNoRowThatOtherFiltersLeave() {
    var old = new Condition("model", Operator.ANY, List.of("old"));

    var found =
        store.search(query(List.of(old, new BodyText("zebra")), null, 1), Duration.ofHours(1));

    assertThat(found.spans()).extracting(Span::id).containsExactly("call-29");
  }

  private static SpanQuery query(
      List<? extends Filter> filters, @Nullable Position before, int limit) {
    return new SpanQuery(ORGANIZATION, null, null, filters, "id", true, before, 0, limit);
  }
}
