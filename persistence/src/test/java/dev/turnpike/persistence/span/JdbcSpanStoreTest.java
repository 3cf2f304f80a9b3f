package dev.turnpike.persistence.span;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.span.SpanStore.SpanRefused;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import dev.turnpike.core.usage.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("database")
class JdbcSpanStoreTest {
  private static final String HASH = "ab".repeat(32);
  private static final String OTHER_HASH = "cd".repeat(32);

  private static SpanDatabase database;
  private static JdbcSpanStore store;

  @BeforeAll
  static void start() throws Exception {
    database = SpanDatabase.start();
    store = new JdbcSpanStore(database.source());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void clear() throws Exception {
    database.clear();
  }

  @Test
  void readsBackWhatWasStored() {
    var span =
        aSpan()
            .customer("user_123")
            .metadata("team", "Grüße 日本 🦙")
            .extra("note", TextNode.valueOf("kept"))
            .build();

    var stored = store.store(List.of(span));

    assertThat(stored).isEqualTo(new SpanStore.Stored(1, List.of()));
    assertThat(store.find(ORGANIZATION, span.id())).contains(span);
  }

  @Test
  void storesTextAsItIs() {
    var body = "tab\t line\n return\r \\N \\. \\t \"quoted\" é 日 🦙 \u007f\n\\.\n";
    var span = aSpan().request(body).thread("\\N").metadata("a\tb", "\\").build();

    store.store(List.of(span));

    assertThat(store.find(ORGANIZATION, span.id())).contains(span);
  }

  @Test
  void refusesHalfACharacter() {
    var poison = aSpan().request("half \ud83e of one").build();

    assertThatThrownBy(() -> store.store(List.of(poison))).isInstanceOf(SpanRefused.class);
  }

  @Test
  void takesEachSpanOnceHoweverOftenItComes() throws Exception {
    var span = aSpan().customer("user_123").cost("0.25").usage(Usage.ofText(10, 5)).build();

    var first = store.store(List.of(span, span));
    var second = store.store(List.of(span, aSpan().customer("user_123").cost("0.5").build()));

    assertThat(first.inserted()).isEqualTo(1);
    assertThat(second.inserted()).isEqualTo(1);
    assertThat(database.row("select count(*) from span")).isEqualTo("2");
    assertThat(database.row("select count(*) from span_body")).isEqualTo("2");
    assertThat(database.row("select calls, spent_usd from key_counter"))
        .isEqualTo("2 0.750000000000");
    assertThat(
            database.row(
                "select requests, prompt_tokens, completion_tokens, cost_usd, errors from"
                    + " customer"))
        .isEqualTo("2 20 10 0.750000000000 0");
  }

  @Test
  void tellsARetryFromAnotherCallUnderTheSameId() {
    var span = aSpan().id("mine").loggedByClient(HASH).build();
    var other = aSpan().id("mine").loggedByClient(OTHER_HASH).model("other").build();
    store.store(List.of(span));

    var stored = store.store(List.of(span, other));

    assertThat(stored).isEqualTo(new SpanStore.Stored(0, List.of(other)));
    assertThat(store.identity(ORGANIZATION, "mine").orElseThrow().bodyHash()).contains(HASH);
    assertThat(store.find(ORGANIZATION, "mine").orElseThrow().called().model())
        .isEqualTo("llama-3");
  }

  @Test
  void countsLogsOfClientsForTheCustomerButNotForTheKey() throws Exception {
    store.store(List.of(aSpan().loggedByClient(HASH).customer("user_123").failed().build()));

    assertThat(database.row("select calls, spent_usd, last_used_at is not null from key_counter"))
        .isEqualTo("0 0.000000000000 t");
    assertThat(database.row("select requests, errors from customer")).isEqualTo("1 1");
  }

  @Test
  void refusesABatchWithTextThatCannotBeStoredAndKeepsNothingOfIt() throws Exception {
    var poison = aSpan().model("nul \0 inside").build();

    assertThatThrownBy(() -> store.store(List.of(aSpan().build(), poison)))
        .isInstanceOf(SpanRefused.class);

    assertThat(database.row("select count(*) from span_identity")).isEqualTo("0");
    assertThat(database.row("select count(*) from key_counter")).isEqualTo("0");
  }

  @Test
  void refusesAnAmountThatNoColumnHolds() {
    var poison = aSpan().cost("1e20").build();

    assertThatThrownBy(() -> store.store(List.of(poison))).isInstanceOf(SpanRefused.class);
  }

  @Test
  void isUnavailableWhenNobodyAnswers() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/turnpike");
    var away = new JdbcSpanStore(nowhere);

    assertThatThrownBy(() -> away.store(List.of(aSpan().build())))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void isUnavailableWhenItsTablesAreMissing() throws Exception {
    database.execute("alter table span_body rename to elsewhere");
    try {
      assertThatThrownBy(() -> store.store(List.of(aSpan().build())))
          .isInstanceOf(StoreUnavailable.class);
    } finally {
      database.execute("alter table elsewhere rename to span_body");
    }
  }

  @Test
  void keepsEachDayInAPartitionOfItsOwn() throws Exception {
    store.store(
        List.of(
            aSpan().arrival(Instant.parse("2026-03-14T23:59:59.999999Z")).build(),
            aSpan().arrival(Instant.parse("2026-03-15T00:00:00Z")).build()));

    assertThat(
            database.row(
                "select string_agg(distinct tableoid::regclass::text, ' '), count(*) from span"))
        .isEqualTo("span_20260314 span_20260315 2");
    assertThat(database.row("select count(*) from span_default")).isEqualTo("0");
  }

  @Test
  void storesADayWhosePartitionCannotBeMadeAllTheSame() throws Exception {
    var arrival = Instant.parse("2020-02-29T12:00:00Z");
    database.execute(
        "insert into span_body_default (organization_id, id, arrival) values ('"
            + ORGANIZATION
            + "', 'earlier', '"
            + arrival
            + "')");
    var span = aSpan().arrival(arrival).build();

    new JdbcSpanStore(database.source()).store(List.of(span));

    assertThat(store.find(ORGANIZATION, span.id())).contains(span);
    assertThat(database.row("select count(*) from span_default")).isEqualTo("1");
  }

  @Test
  void addsLaterNotes() {
    var span = aSpan().metadata("a", "1").metadata("b", "2").build();
    store.store(List.of(span));

    var done =
        store.annotate(
            ORGANIZATION,
            span.id(),
            new SpanStore.Annotation(
                Map.of("b", "3"),
                Map.of("note", TextNode.valueOf("n"), "custom_identifier", TextNode.valueOf("c"))));

    var changed = store.find(ORGANIZATION, span.id()).orElseThrow();
    assertThat(done).isTrue();
    assertThat(changed.tags().metadata()).isEqualTo(Map.of("a", "1", "b", "3"));
    assertThat(changed.tags().customIdentifier()).isEqualTo("c");
    assertThat(changed.extra()).isEqualTo(Map.of("note", TextNode.valueOf("n")));
    assertThat(store.annotate(ORGANIZATION, "none", new SpanStore.Annotation(Map.of(), Map.of())))
        .isFalse();
  }

  @Test
  void deletesForGoodEvenWhenTheSpanComesAgain() throws Exception {
    var span = aSpan().build();
    store.store(List.of(span));

    assertThat(store.delete(ORGANIZATION, span.id())).isTrue();

    assertThat(store.store(List.of(span)).inserted()).isZero();
    assertThat(store.find(ORGANIZATION, span.id())).isEmpty();
    assertThat(store.delete(ORGANIZATION, span.id())).isFalse();
    assertThat(database.row("select calls from key_counter")).isEqualTo("1");
  }

  @Test
  void storesAFullBatchInOneGo() throws Exception {
    var batch = IntStream.range(0, 500).mapToObj(i -> aSpan().id("id-" + i).build()).toList();

    assertThat(store.store(batch).inserted()).isEqualTo(500);

    assertThat(database.row("select calls from key_counter")).isEqualTo("500");
    assertThat(store.find(ORGANIZATION, "id-499").map(Span::id)).contains("id-499");
  }
}
