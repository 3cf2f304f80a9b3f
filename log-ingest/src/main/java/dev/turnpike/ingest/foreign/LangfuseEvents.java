package dev.turnpike.ingest.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.foreign.HeldParts.Key;
import dev.turnpike.ingest.foreign.HeldParts.Whole;
import dev.turnpike.ingest.traces.TraceIntake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads batches of Langfuse's ingestion. An observation is stored when its end has been said, a
 * trace some seconds after the last word about it; an observation that never ends is stored as it
 * is after ten minutes. Thread-safe.
 */
final class LangfuseEvents {
  /** When the last event of a trace was made; kept beside what the trace says itself. */
  static final String LAST = "turnpike_last_event";

  private static final String TYPE = "turnpike_type";
  private static final String TRACE = "trace";
  private static final String OBSERVATION = "observation";
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration AFTER_LAST_WORD = Duration.ofSeconds(5);
  private static final Set<String> OBSERVATIONS =
      Set.of("span", "generation", "event", "observation");

  private final HeldParts held;
  private final StoredIds stored;
  private final TraceIntake intake;

  LangfuseEvents(HeldParts held, StoredIds stored, TraceIntake intake) {
    this.held = held;
    this.stored = stored;
    this.intake = intake;
  }

  /**
   * What became of each event of a batch.
   *
   * @param spans to be stored before the batch is answered
   * @param ended the observations among them, by key
   */
  record Taken(
      List<String> successes, Map<String, String> errors, List<Span> spans, List<Key> ended) {}

  Taken take(JsonNode batch, Principal caller, Instant now) {
    var taken =
        new Taken(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    // Traces first: what they say holds for observations that stand before them.
    for (var traces : List.of(true, false)) {
      for (var event : batch) {
        if (event.path("type").asText().equals("trace-create") == traces) {
          var id = Parts.text(event, "id").orElse("");
          var problem = event(event, caller, now, taken);
          if (problem.isEmpty()) {
            taken.successes().add(id);
          } else {
            taken.errors().put(id, problem);
          }
        }
      }
    }
    return taken;
  }

  /** What is wrong with it; empty when nothing is. */
  private String event(JsonNode event, Principal caller, Instant now, Taken taken) {
    var type = event.path("type").asText("");
    if (type.equals("sdk-log")) {
      return "";
    }
    var word = type.contains("-") ? type.substring(0, type.indexOf('-')) : type;
    if (word.equals("score")) {
      return "Scores are not kept apart from logs: send them with the log as scores.";
    }
    if (!(event.path("body") instanceof ObjectNode body)) {
      return "body: Must be an object.";
    }
    var id = Parts.text(body, "id");
    if (id.isEmpty()) {
      return "body.id: This field is required.";
    }
    if (type.equals("trace-create")) {
      trace(event, body, id.get(), caller, now);
      return "";
    }
    return OBSERVATIONS.contains(word)
        ? observation(word, type, body, id.get(), caller, now, taken)
        : "type: \"" + type + "\" is not an event that is known here.";
  }

  private void trace(JsonNode event, ObjectNode body, String id, Principal caller, Instant now) {
    var part = body.deepCopy();
    Parts.copyText(event, "timestamp", part, LAST);
    held.add(new Key(caller.organization(), TRACE, id), part, caller, now.plus(AFTER_LAST_WORD));
  }

  private String observation(
      String word,
      String type,
      ObjectNode body,
      String id,
      Principal caller,
      Instant now,
      Taken taken) {
    var key = new Key(caller.organization(), OBSERVATION, id);
    if (stored.contains(key)) {
      return type.endsWith("-create")
          ? ""
          : "The observation had ended and is stored; it cannot be changed any more.";
    }
    var part = body.deepCopy();
    if (!word.equals(OBSERVATION)) {
      part.put(TYPE, word);
    }
    var whole = held.add(key, part, caller, now.plus(LONGEST));
    if (!word.equals("event") && Parts.text(whole.body(), "endTime").isEmpty()) {
      return "";
    }
    held.remove(key);
    var read = read(whole);
    if (read instanceof Outcome.Done<Span> done) {
      taken.spans().add(done.value());
      taken.ended().add(key);
      return "";
    }
    return TraceIntake.why(read);
  }

  /** The span of what was held: a trace, or an observation. */
  Outcome<Span> read(Whole whole) {
    var body = whole.body();
    var id = whole.key().id();
    ObjectNode log;
    if (whole.key().kind().equals(TRACE)) {
      log = LangfuseLog.ofTrace(body, id);
    } else {
      JsonNode trace =
          Parts.text(body, "traceId")
              .flatMap(name -> held.find(new Key(whole.key().organization(), TRACE, name)))
              .<JsonNode>map(found -> found)
              .orElse(MissingNode.getInstance());
      log = LangfuseLog.ofObservation(body, trace, id, body.path(TYPE).asText("span"));
    }
    return intake.readStep(log, whole.caller());
  }

  static ObjectNode answer(Taken taken) {
    var wire = JsonNodeFactory.instance.objectNode();
    var successes = wire.putArray("successes");
    taken.successes().forEach(id -> successes.addObject().put("id", id).put("status", 201));
    var errors = wire.putArray("errors");
    taken
        .errors()
        .forEach(
            (id, why) ->
                errors
                    .addObject()
                    .put("id", id)
                    .put("status", 400)
                    .put("message", why)
                    .put("error", why));
    return wire;
  }
}
