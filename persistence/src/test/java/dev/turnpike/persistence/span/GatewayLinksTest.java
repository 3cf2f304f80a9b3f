package dev.turnpike.persistence.span;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanBuilder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A gateway call and the client's span of it are one row. */
@Tag("database")
class GatewayLinksTest {
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
  void putsTheClientsSpanIntoTheCallThatIsThere() throws Exception {
    var call = aCall("log-1").customer("alice").build();
    store.store(List.of(call));
    var before = counters();

    store.store(List.of(aView("t-1-s-1", "log-1").thread("talk").build()));

    assertOneRow(call);
    assertThat(counters()).isEqualTo(before);
    assertThat(database.row("select logs, cost_usd from thread where thread_identifier = 'talk'"))
        .isEqualTo("1 0.500000000000");
  }

  @Test
  void putsTheClientsSpanIntoTheCallThatComesLater() throws Exception {
    var view = aView("t-1-s-1", "log-1").build();
    store.store(List.of(view));
    assertThat(database.row("select count(*) from span where id = 't-1-s-1'")).isEqualTo("1");

    var call = aCall("log-1").customer("alice").build();
    store.store(List.of(call));
    store.store(List.of(view)); // a retry must not bring it back

    assertOneRow(call);
    assertThat(counters()).isEqualTo("1 0.500000000000 1 0.500000000000");
    assertThat(database.row("select count(*) from awaited_call")).isEqualTo("0");
  }

  @Test
  void makesThemOneWithinABatchInEitherOrder() throws Exception {
    var call = aCall("log-1").customer("alice").build();

    store.store(List.of(aView("t-1-s-1", "log-1").build(), call));

    assertOneRow(call);
  }

  @Test
  void makesThemOneWhenTwoReplicasStoreThemAtOnce() throws Exception {
    for (var i = 0; i < 40; i++) {
      var call = aCall("race-" + i).build();
      var view = aView("t-race-" + i, "race-" + i).build();
      var storing = CompletableFuture.runAsync(() -> store.store(List.of(call)));
      store.store(List.of(view));
      storing.get();
    }

    assertThat(database.row("select count(*) from span")).isEqualTo("40");
    assertThat(database.row("select count(*) from span where span_id = 's-1'")).isEqualTo("40");
    assertThat(database.row("select spans, cost_usd from trace")).isEqualTo("40 20.000000000000");
  }

  @Test
  void keepsASpanWhoseCallNeverComesAsARowOfItsOwn() throws Exception {
    store.store(List.of(aView("t-1-s-1", "of-nobody").customer("alice").build()));

    assertThat(store.find(ORGANIZATION, "t-1-s-1")).isPresent();
    assertThat(database.row("select spans from trace")).isEqualTo("1");
    assertThat(database.row("select count(*) from customer")).isEqualTo("0");
  }

  @Test
  void givesTheCallToTheFirstOfItsSpans() throws Exception {
    store.store(List.of(aCall("log-1").build()));
    store.store(List.of(aView("t-1-s-1", "log-1").build()));

    store.store(List.of(aView("t-1-s-2", "log-1").place("t-1", "s-2", "s-0").build()));

    assertThat(database.row("select span_id from span where id = 'log-1'")).isEqualTo("s-1");
    assertThat(database.row("select span_id from span where id = 't-1-s-2'")).isEqualTo("s-2");
  }

  @Test
  void movesTheCallOutOfTheTraceItsCallerNamed() throws Exception {
    store.store(List.of(aCall("log-1").place("named", null, null).build()));

    store.store(List.of(aView("t-1-s-1", "log-1").build()));

    assertThat(database.row("select trace_id, spans from trace")).isEqualTo("t-1 1");
  }

  private static SpanBuilder aCall(String id) {
    return aSpan().id(id).cost("0.500000000000");
  }

  /** The same call as a client's tracer saw it: no usage, no cost. */
  private static SpanBuilder aView(String id, String logId) {
    return aSpan()
        .id(id)
        .traced("chat")
        .cost("0")
        .usage(dev.turnpike.core.usage.Usage.NONE)
        .place("t-1", "s-1", "s-0")
        .named("openai.chat", "pipeline")
        .extra(Span.GATEWAY_LOG_ID, TextNode.valueOf(logId));
  }

  private static void assertOneRow(Span call) throws Exception {
    assertThat(database.row("select count(*) from span")).isEqualTo("1");
    assertThat(database.row("select count(*) from span_body")).isEqualTo("1");
    var row = store.find(ORGANIZATION, call.id()).orElseThrow();
    assertThat(row.place())
        .isEqualTo(new Span.Place("t-1", "s-1", "s-0", "openai.chat", "pipeline", null));
    assertThat(row.metering()).isEqualTo(call.metering());
    assertThat(row.content()).isEqualTo(call.content());
    assertThat(row.origin()).isEqualTo(call.origin());
    assertThat(database.row("select trace_id, spans, model_calls, cost_usd, name from trace"))
        .isEqualTo("t-1 1 1 0.500000000000 pipeline");
  }

  private static String counters() throws Exception {
    return database.row(
        "select k.calls, k.spent_usd, c.requests, c.cost_usd from key_counter k, customer c");
  }
}
