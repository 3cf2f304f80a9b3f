package dev.turnpike.persistence.span;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanBuilder;
import dev.turnpike.core.usage.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Traces, threads and customers in sum, moved while spans are stored. */
@Tag("database")
class TraceSumsTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final String TRACE =
      "select spans, model_calls, errors, prompt_tokens, completion_tokens, cost_usd, root_span_id,"
          + " name, customer_identifier, thread_identifier, model, metadata,"
          + " extract(epoch from end_time - start_time)::numeric(9,1) from trace";

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
  void sumsATraceUpTheSameInWhateverOrderAndBatchesItsSpansCome() throws Exception {
    var spans =
        new ArrayList<>(
            List.of(
                step("workflow", "root", null).named("workflow", "pipeline"),
                step("task", "a", "root").thread("talk"),
                step("chat", "b", "a").model("gpt").usage(Usage.ofText(7, 3)).cost("0.25"),
                step("chat", "c", "root").model("gpt").usage(Usage.ofText(1, 1)).failed()));
    var built = new ArrayList<Span>();
    for (var i = 0; i < spans.size(); i++) {
      var one = spans.get(i).start(NOON.plusSeconds(i)).arrival(NOON.plusSeconds(i));
      built.add((i == 0 ? one.metadata("team", "red").customer("alice") : one).build());
    }
    var random = new Random(7);
    for (var round = 0; round < 6; round++) {
      database.clear();
      Collections.shuffle(built, random);
      var cut = random.nextInt(built.size());
      store.store(built.subList(0, cut));
      store.store(built.subList(cut, built.size()));

      assertThat(database.row(TRACE))
          .isEqualTo(
              "4 2 1 8 4 0.251000000000 root pipeline alice talk gpt {\"team\": \"red\"} 4.2");
    }
  }

  @Test
  void countsATraceAnewWhenOneOfItsSpansIsDeleted() throws Exception {
    store.store(
        List.of(
            step("workflow", "root", null).id("root-log").build(),
            step("chat", "b", "root").id("chat-log").cost("0.25").build()));

    store.delete(ORGANIZATION, "chat-log");
    assertThat(database.row("select spans, cost_usd, root_id from trace"))
        .isEqualTo("1 0.000000000000 root-log");

    store.delete(ORGANIZATION, "root-log");
    assertThat(database.row("select count(*) from trace")).isEqualTo("0");
  }

  @Test
  void countsACustomersDays() throws Exception {
    store.store(
        List.of(
            aSpan().customer("alice").arrival(NOON).cost("1").build(),
            aSpan().customer("alice").arrival(NOON.plusSeconds(60)).cost("2").build(),
            aSpan().customer("alice").arrival(NOON.plusSeconds(86_400)).cost("4").build()));

    assertThat(
            database.row(
                "select count(*), sum(requests), max(cost_usd) from customer_day"
                    + " where customer_identifier = 'alice'"))
        .isEqualTo("2 3 4.000000000000");
    assertThat(database.row("select latency_us, latencies, ttfts from customer"))
        .isEqualTo("3600000 3 0");
  }

  private static SpanBuilder step(
      String type, String id, @org.jspecify.annotations.Nullable String parent) {
    var step = aSpan().traced(type).place("t", id, parent).named(type, null);
    return type.equals("chat") ? step : step.model("").usage(Usage.NONE).cost("0");
  }
}
