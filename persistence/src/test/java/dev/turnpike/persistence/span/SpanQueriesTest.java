package dev.turnpike.persistence.span;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.AllOf;
import dev.turnpike.core.span.SpanQuery.AnyOf;
import dev.turnpike.core.span.SpanQuery.BodyText;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.SpanStore.QueryRefused;
import dev.turnpike.core.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Three spans: a is the oldest, c the newest, on the next day. */
@Tag("database")
class SpanQueriesTest {
  private static final Instant FIRST = Instant.parse("2026-03-14T23:30:00Z");

  private static SpanDatabase database;
  private static JdbcSpanStore store;

  @BeforeAll
  static void start() throws Exception {
    database = SpanDatabase.start();
    store = new JdbcSpanStore(database.source());
    store.store(
        List.of(
            aSpan()
                .id("a")
                .arrival(FIRST)
                .model("llama-3")
                .customer("user_100%")
                .metadata("team", "red")
                .cost("0.10")
                .build(),
            aSpan()
                .id("b")
                .arrival(FIRST.plusSeconds(600))
                .model("Llama-4")
                .failed()
                .usage(Usage.ofText(1000, 1))
                .request("{\"text\":\"a Zebra\\\\ncrossing\"}")
                .metadata("team", "blue")
                .extra("positive_feedback", BooleanNode.TRUE)
                .build(),
            aSpan()
                .id("c")
                .arrival(FIRST.plusSeconds(3600))
                .model("gpt")
                .cost("0.30")
                .metadata("tags", "[\"x\", \"y\"]")
                .extra("scores", new JsonMapper().createObjectNode().put("quality", 0.9))
                .build()));
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model                | ANY             | gpt;llama-3 | c a",
        "model                | NONE            | gpt         | b a",
        "model                | CONTAINS        | lama        | b a",
        "model                | NOT_CONTAINS    | lama        | c",
        "model                | ICONTAINS       | LLAMA       | b a",
        "model                | STARTSWITH      | L           | b",
        "model                | NOT_STARTSWITH  | L           | c a",
        "model                | ENDSWITH        | -3          | a",
        "model                | NOT_ENDSWITH    | -3          | c b",
        "customer_identifier  | EMPTY           |             | c b",
        "customer_identifier  | NOT_EMPTY       |             | a",
        "customer_identifier  | CONTAINS        | 0%          | a",
        "customer_identifier  | NOT_CONTAINS    | zzz         | c b a",
        "customer_identifier  | NONE            | someone     | c b a",
        "cost                 | GTE             | 0.1         | c a",
        "total_cost           | LT              | 0.1         | b",
        "prompt_tokens        | GT              | 10          | b",
        "total_tokens         | LTE             | 15          | c a",
        "latency              | ANY             | 1.2         | c b a",
        "status               | ANY             | failed      | b",
        "status_code          | ANY             | 502         | b",
        "stream               | ANY             | true        | ''",
        "stream               | NONE            | true        | c b a",
        "positive_feedback    | ANY             | true        | b",
        "metadata__team       | ANY             | red         | a",
        "metadata__team       | NONE            | red         | b",
        "metadata__team       | NOT_CONTAINS    | red         | b",
        "metadata__team       | EMPTY           |             | c",
        "scores__quality      | GT              | 0.5         | c",
        "timestamp            | GT              | 2026-03-15T00:00:00Z | c",
        "organization_key_id  | STARTSWITH      | 0190b3f0    | c b a",
        "model                | IEXACT          | LLAMA-3     | a",
        "model                | ILIKE           | l%-_        | b a",
        "model                | REGEX           | ^[Ll]lama-[0-9]$ | b a",
        "cost                 | REGEX           | ^0[.]3      | c",
        "model                | OVERLAP         | gpt;llama-3 | c a",
        "metadata__tags       | OVERLAP         | y;z         | c",
        "metadata__tags       | PRESENT         |             | c",
        "scores__quality      | PRESENT         |             | c",
      })
  void filters(String field, Operator operator, String values, String ids) {
    var list = values == null ? List.<String>of() : List.of(values.split(";"));
    assertThat(ids(List.of(new Condition(field, operator, list)))).isEqualTo(ids);
  }

  @ParameterizedTest
  @EnumSource
  void canFilterAndSortByEveryField(SpanField field) {
    var condition = new Condition(field.wire(), Operator.NOT_EMPTY, List.of());
    var query =
        new SpanQuery(
            ORGANIZATION, null, null, List.of(condition), field.wire(), true, null, 0, 10);

    assertThat(store.find(query)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void holdsAllConditionsAtOnce() {
    assertThat(
            ids(
                List.of(
                    new Condition("model", Operator.ICONTAINS, List.of("llama")),
                    new Condition("metadata__team", Operator.ANY, List.of("blue")))))
        .isEqualTo("b");
  }

  @Test
  void holdsOneOrTheOther() {
    var gpt = new Condition("model", Operator.ANY, List.of("gpt"));
    var failed = new Condition("status", Operator.ANY, List.of("failed"));
    var red = new Condition("metadata__team", Operator.ANY, List.of("red"));

    assertThat(ids(List.of(new AnyOf(List.of(gpt, failed))))).isEqualTo("c b");
    assertThat(ids(List.of(new AnyOf(List.of(new AllOf(List.of(gpt, failed)), red)))))
        .isEqualTo("a");
    assertThat(ids(List.of(new AnyOf(List.of())))).isEmpty();
    assertThat(ids(List.of(new AllOf(List.of())))).isEqualTo("c b a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zebra            | b",
        "ZEBRA crossing   | b",
        "'\"zebra crossing\"' | b",
        "'\"crossing zebra\"' | ''",
        "zebra -crossing  | ''",
        "zebra or llama   | c b a",
        "zeb              | ''",
      })
  void searchesTheBodiesForWords(String words, String ids) {
    assertThat(ids(List.of(new BodyText(words)))).isEqualTo(ids);
  }

  @Test
  void refusesAPatternThatCannotBeRead() {
    var odd = new Condition("model", Operator.REGEX, List.of("(a"));

    assertThatThrownBy(() -> ids(List.of(odd)))
        .isInstanceOf(QueryRefused.class)
        .hasMessageContaining("not a regular expression");
  }

  @Test
  void endsAQuestionThatTakesTooLong() {
    var transactions = new SpanTransactions(database.source());

    assertThatThrownBy(
            () ->
                transactions.read(
                    Duration.ofMillis(50),
                    connection -> connection.createStatement().execute("select pg_sleep(30)")))
        .isInstanceOf(QueryRefused.class)
        .hasMessageContaining("narrow the time window");
  }

  @Test
  void refusesAFieldThatIsNotKnown() {
    var unknown = new Condition("drop table", Operator.ANY, List.of("x"));

    assertThatThrownBy(() -> ids(List.of(unknown)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown log field: drop table");
  }

  @Test
  void pagesByPosition() {
    var first = store.find(SpanQuery.newest(ORGANIZATION, 2));
    var last = first.getLast();
    var next =
        store.find(
            new SpanQuery(
                ORGANIZATION,
                null,
                null,
                List.of(),
                "id",
                true,
                new SpanQuery.Position(last.arrival(), last.id()),
                0,
                2));

    assertThat(first).extracting(Span::id).containsExactly("c", "b");
    assertThat(next).extracting(Span::id).containsExactly("a");
  }

  @Test
  void staysWithinTheTimeWindow() {
    var query =
        new SpanQuery(
            ORGANIZATION, FIRST, FIRST.plusSeconds(600), List.of(), "id", false, null, 0, 10);

    assertThat(store.find(query)).extracting(Span::id).containsExactly("a");
  }

  @Test
  void sortsByAField() {
    var query = new SpanQuery(ORGANIZATION, null, null, List.of(), "cost", false, null, 1, 10);

    assertThat(store.find(query)).extracting(Span::id).containsExactly("a", "c");
  }

  @Test
  void showsNothingOfAnotherOrganization() {
    var stranger = new OrganizationId(UUID.randomUUID());

    assertThat(store.find(SpanQuery.newest(stranger, 10))).isEmpty();
    assertThat(store.find(stranger, "a")).isEmpty();
    assertThat(store.delete(stranger, "a")).isFalse();
  }

  @Test
  void addsUp() {
    var summary = store.summary(SpanQuery.newest(ORGANIZATION, 1));

    assertThat(summary.requests()).isEqualTo(3);
    assertThat(summary.errors()).isEqualTo(1);
    assertThat(summary.costUsd()).isEqualByComparingTo(new BigDecimal("0.401"));
    assertThat(summary.promptTokens()).isEqualTo(1020);
    assertThat(summary.completionTokens()).isEqualTo(11);
    assertThat(summary.averageLatency()).isEqualTo(Duration.ofMillis(1200));
    assertThat(summary.averageTimeToFirstToken()).isNull();
  }

  private static String ids(List<? extends Filter> conditions) {
    var query = new SpanQuery(ORGANIZATION, null, null, conditions, "id", true, null, 0, 10);
    return String.join(" ", store.find(query).stream().map(Span::id).toList());
  }
}
