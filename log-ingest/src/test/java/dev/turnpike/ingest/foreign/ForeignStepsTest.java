package dev.turnpike.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.snapshot.Snapshot;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.traces.TraceIntake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Steps that come in parts, as Langfuse's and Braintrust's loggers send them. */
class ForeignStepsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Principal CALLER =
      new Principal(
          new OrganizationId(UUID.randomUUID()),
          UUID.randomUUID(),
          "test",
          Set.of(Right.LOGS),
          Environment.PROD);

  private final HeldParts held = new HeldParts(3);
  private final StoredIds stored = new StoredIds();
  private final TraceIntake intake =
      new TraceIntake(
          ended -> ended.forEach(each -> each.receipt().written(true)),
          () -> Snapshot.EMPTY,
          Clock.fixed(NOON, ZoneOffset.UTC));
  private final LangfuseEvents langfuse = new LangfuseEvents(held, stored, intake);
  private final BraintrustRows braintrust = new BraintrustRows(held, stored, intake);

  @Test
  void storesAnObservationWhenItsEndIsSaid() throws Exception {
    var begun =
        langfuse(
            """
            [{"id": "1", "type": "generation-create", "body": {"id": "g", "traceId": "t", "name": "answer",
               "startTime": "2026-01-31T11:00:00Z", "model": "m", "modelParameters": {"temperature": 0.5, "stop": "x"}}},
             {"id": "2", "type": "trace-create", "body": {"id": "t", "name": "pipeline", "userId": "u", "tags": ["a"]}}]\
            """);
    var ended =
        langfuse(
            """
            [{"id": "3", "type": "generation-update", "body": {"id": "g", "endTime": "2026-01-31T11:00:02Z",
               "completionStartTime": "2026-01-31T11:00:00.500Z", "output": "Hi.", "level": "WARNING",
               "statusMessage": "slow", "usageDetails": {"input": 3, "output": 4}, "costDetails": {"total": 0.5}}}]\
            """);

    assertThat(begun.spans()).isEmpty();
    assertThat(begun.successes()).containsExactly("2", "1");
    var span = ended.spans().getFirst();
    assertThat(span.place()).isEqualTo(new Span.Place("t", "g", "t", "answer", "pipeline", null));
    assertThat(span.origin().type()).isEqualTo("generation");
    assertThat(span.tags().customerIdentifier()).isEqualTo("u");
    assertThat(span.called().model()).isEqualTo("m");
    assertThat(span.timing().latency()).isEqualTo(Duration.ofSeconds(2));
    assertThat(span.timing().timeToFirstToken()).isEqualTo(Duration.ofMillis(500));
    assertThat(span.metering().usage().prompt()).isEqualTo(3);
    assertThat(span.metering().cost().usd()).isEqualByComparingTo("0.5");
    assertThat(span.result().status()).isEqualTo(Span.Status.WARNING);
    assertThat(span.extra()).containsKey("temperature");
    assertThat(span.tags().metadata()).containsKey("langfuse_model_parameters");
  }

  @Test
  void refusesALateChangeAndTakesARepetition() throws Exception {
    var event =
        """
        [{"id": "1", "type": "span-create", "body": {"id": "s", "startTime": "2026-01-31T11:00:00Z",
          "endTime": "2026-01-31T11:00:01Z"}}]\
        """;
    stored.addAll(langfuse(event).ended());

    assertThat(langfuse(event).successes()).containsExactly("1");
    assertThat(langfuse(event.replace("span-create", "span-update")).errors())
        .isEqualTo(
            Map.of("1", "The observation had ended and is stored; it cannot be changed any more."));
  }

  @Test
  void storesATraceSomeSecondsAfterTheLastWord() throws Exception {
    langfuse(
        "[{\"id\": \"1\", \"type\": \"trace-create\", \"body\": {\"id\": \"t\", \"name\":"
            + " \"p\"}}]");

    assertThat(held.takeDue(NOON.plusSeconds(4))).isEmpty();
    var due = held.takeDue(NOON.plusSeconds(5));

    assertThat(due).hasSize(1);
    assertThat(langfuse.read(due.getFirst()))
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done -> assertThat(((Span) done.value()).origin().type()).isEqualTo("workflow"));
    assertThat(held.takeDue(Instant.MAX)).isEmpty();
  }

  @Test
  void letsTheOldestGoWhenTooManyAreHeld() throws Exception {
    for (var n = 0; n < 5; n++) {
      langfuse(
          "[{\"id\": \"1\", \"type\": \"span-create\", \"body\": {\"id\": \"s%d\"}}]".formatted(n));
    }

    assertThat(held.takeDue(NOON))
        .extracting(whole -> whole.key().id())
        .containsExactly("s0", "s1");
  }

  @Test
  void putsRowsOfBraintrustTogether() throws Exception {
    var begun =
        braintrust(
            """
            [{"id": "r", "span_id": "s", "root_span_id": "t", "span_parents": ["p"], "project_id": "Lab",
              "span_attributes": {"name": "chat", "type": "llm"}, "metrics": {"start": 1769860800.25},
              "metadata": {"model": "m", "team": "a", "temperature": 0}, "input": "Hello!"}]\
            """);
    var ended =
        braintrust(
            """
            [{"id": "r", "_is_merge": true, "output": "Hi.", "error": "boom", "metrics": {"end": 1769860801.5,
              "prompt_tokens": 3, "completion_tokens": 4}}]\
            """);

    assertThat(begun.spans()).isEmpty();
    var span = ended.spans().getFirst();
    assertThat(span.place()).isEqualTo(new Span.Place("t", "s", "p", "chat", null, null));
    assertThat(span.origin().type()).isEqualTo("chat");
    assertThat(span.timing().latency()).isEqualTo(Duration.ofMillis(1250));
    assertThat(span.result().errorMessage()).isEqualTo("boom");
    assertThat(span.tags().metadata()).isEqualTo(Map.of("team", "a", "braintrust_project", "Lab"));
  }

  @Test
  void namesRowsThatAreNotTaken() throws Exception {
    stored.addAll(
        braintrust("[{\"id\": \"r\", \"span_id\": \"s\", \"metrics\": {\"end\": 1.5}}]").ended());

    var taken = braintrust("[{\"id\": \"r\", \"_is_merge\": true}, {\"span_id\": \"x\"}, 7]");

    assertThat(taken.refused())
        .containsExactly(
            "rows[0]: The span had ended and is stored; it cannot be changed.",
            "rows[1]: Must be an object with an id.",
            "rows[2]: Must be an object with an id.");
    assertThat(taken.ids()).isEqualTo(List.of("r"));
  }

  private LangfuseEvents.Taken langfuse(String batch) throws Exception {
    return langfuse.take(tree(batch), CALLER, NOON);
  }

  private BraintrustRows.Taken braintrust(String rows) throws Exception {
    return braintrust.take(tree(rows), CALLER, NOON);
  }

  private static JsonNode tree(String text) throws Exception {
    return JSON.readTree(text);
  }
}
