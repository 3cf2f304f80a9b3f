package dev.turnpike.ingest.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.foreign.HeldParts.Key;
import dev.turnpike.ingest.foreign.HeldParts.Whole;
import dev.turnpike.ingest.traces.TraceIntake;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows of Braintrust's logger, and makes logs of them. A row that is marked as a merge
 * adds to one sent before. A row is stored when its end has been said, or as it is after ten
 * minutes. Thread-safe.
 */
final class BraintrustRows {
  private static final String KIND = "braintrust";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final HeldParts held;
  private final StoredIds stored;
  private final TraceIntake intake;

  BraintrustRows(HeldParts held, StoredIds stored, TraceIntake intake) {
    this.held = held;
    this.stored = stored;
    this.intake = intake;
  }

  /**
   * What became of the rows of a request.
   *
   * @param refused sentences, each naming its row
   */
  record Taken(List<String> ids, List<String> refused, List<Span> spans, List<Key> ended) {}

  Taken take(JsonNode rows, Principal caller, Instant now) {
    var taken =
        new Taken(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var index = 0;
    for (var row : rows) {
      var at = "rows[" + index++ + "]";
      if (!(row instanceof ObjectNode object) || Parts.text(row, "id").isEmpty()) {
        taken.refused().add(at + ": Must be an object with an id.");
        continue;
      }
      row(object, at, caller, now, taken);
    }
    return taken;
  }

  private void row(ObjectNode row, String at, Principal caller, Instant now, Taken taken) {
    var id = row.path("id").asText();
    var key = new Key(caller.organization(), KIND, id);
    taken.ids().add(id);
    if (stored.contains(key)) {
      if (row.path("_is_merge").asBoolean(false)) {
        taken.refused().add(at + ": The span had ended and is stored; it cannot be changed.");
      }
      return;
    }
    if (row.path("_object_delete").asBoolean(false)) {
      held.remove(key);
      return;
    }
    var whole = held.add(key, row, caller, now.plus(LONGEST));
    if (!whole.body().path("metrics").path("end").isNumber()) {
      return;
    }
    held.remove(key);
    var read = read(whole);
    if (read instanceof Outcome.Done<Span> done) {
      taken.spans().add(done.value());
      taken.ended().add(key);
    } else {
      taken.refused().add(at + ": " + TraceIntake.why(read));
    }
  }

  Outcome<Span> read(Whole whole) {
    return intake.readStep(log(whole.body()), whole.caller());
  }

  private static ObjectNode log(JsonNode row) {
    var log = JsonNodeFactory.instance.objectNode();
    var id = Parts.text(row, "span_id").or(() -> Parts.text(row, "id")).orElse("");
    var attributes = row.path("span_attributes");
    var parent = parent(row);
    log.put("trace_unique_id", Parts.text(row, "root_span_id").orElse(id));
    log.put("span_unique_id", id);
    parent.ifPresent(name -> log.put("span_parent_id", name));
    log.put("span_name", Parts.text(attributes, "name").orElse("span"));
    var model = Parts.text(row.path("metadata"), "model");
    log.put(
        "log_type",
        logType(attributes.path("type").asText(""), model.isPresent(), parent.isEmpty()));
    model.ifPresent(name -> log.put("model", name));
    times(row.path("metrics"), log);
    counts(row.path("metrics"), log);
    Parts.copy(row, "input", log, "input");
    Parts.copy(row, "output", log, "output");
    Parts.copy(row, "scores", log, "scores");
    error(row.path("error"), log);
    said(row, log);
    return log;
  }

  private static Optional<String> parent(JsonNode row) {
    var parents = row.path("span_parents");
    return parents.isArray() && !parents.isEmpty()
        ? Optional.of(parents.get(0).asText())
        : Optional.empty();
  }

  private static String logType(String type, boolean hasModel, boolean isRoot) {
    return switch (type) {
      case "llm", "chat" -> hasModel ? "chat" : "task";
      case "tool", "function" -> "tool";
      case "eval", "automation" -> "workflow";
      case "" -> isRoot ? "workflow" : "task";
      default -> "task";
    };
  }

  private static void times(JsonNode metrics, ObjectNode log) {
    Parts.times(log, time(metrics.path("start")), time(metrics.path("end")));
    var first = metrics.path("time_to_first_token");
    if (first.isNumber()) {
      log.set("time_to_first_token", first);
    }
  }

  /** Seconds since 1970. */
  private static Optional<Instant> time(JsonNode seconds) {
    if (!seconds.isNumber()) {
      return Optional.empty();
    }
    var micros = seconds.decimalValue().multiply(BigDecimal.valueOf(1_000_000)).longValue();
    return Optional.of(Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000));
  }

  private static void counts(JsonNode metrics, ObjectNode log) {
    Parts.copy(metrics, "prompt_tokens", log, "prompt_tokens");
    Parts.copy(metrics, "completion_tokens", log, "completion_tokens");
    Parts.copy(metrics, "tokens", log, "total_request_tokens");
    Parts.copy(metrics, "prompt_cached_tokens", log, "prompt_cache_hit_tokens");
    Parts.copy(metrics, "prompt_cache_creation_tokens", log, "prompt_cache_creation_tokens");
  }

  private static void error(JsonNode error, ObjectNode log) {
    if (!error.isMissingNode() && !error.isNull()) {
      log.put("status", "failed");
      log.put("error_message", error.isTextual() ? error.textValue() : error.toString());
    }
  }

  private static void said(JsonNode row, ObjectNode log) {
    var metadata = row.path("metadata");
    if (metadata instanceof ObjectNode object) {
      var rest = object.deepCopy();
      rest.remove("model");
      Parts.copyText(rest, "customer_identifier", log, "customer_identifier");
      Parts.copyText(rest, "session_id", log, "session_identifier");
      Parts.parameters(log, rest, "metadata");
    }
    Parts.metadata(log, "braintrust_project", row.path("project_id"));
    Parts.metadata(log, "braintrust_experiment", row.path("experiment_id"));
    Parts.metadata(log, "braintrust_expected", row.path("expected"));
    Parts.metadata(log, "braintrust_tags", row.path("tags"));
  }
}
