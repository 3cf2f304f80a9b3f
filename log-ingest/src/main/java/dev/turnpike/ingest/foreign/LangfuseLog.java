package dev.turnpike.ingest.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Langfuse's traces and observations in the form of logs. A trace becomes the root of its
 * observations, and what it says of user and session holds for them too.
 *
 * @see <a href="https://api.reference.langfuse.com/#tag/ingestion">Langfuse's ingestion</a>
 */
final class LangfuseLog {
  private static final List<String> INPUT = List.of("input", "promptTokens", "prompt_tokens");
  private static final List<String> OUTPUT =
      List.of("output", "completionTokens", "completion_tokens");
  private static final List<String> TOTAL = List.of("total", "totalTokens", "total_tokens");
  private static final List<String> CACHED =
      List.of("input_cached_tokens", "cache_read_input_tokens");

  private LangfuseLog() {}

  static ObjectNode ofTrace(JsonNode trace, String id) {
    var log = JsonNodeFactory.instance.objectNode();
    log.put("trace_unique_id", id).put("span_unique_id", id).put("log_type", "workflow");
    log.put("span_name", Parts.text(trace, "name").orElse("trace"));
    ofAll(trace, log);
    Parts.times(log, Parts.time(trace, "timestamp"), Parts.time(trace, LangfuseEvents.LAST));
    Parts.copy(trace, "input", log, "input");
    Parts.copy(trace, "output", log, "output");
    said(trace, log);
    return log;
  }

  /** What a trace says of all its steps. */
  private static void ofAll(JsonNode trace, ObjectNode log) {
    Parts.copyText(trace, "name", log, "span_workflow_name");
    Parts.copyText(trace, "userId", log, "customer_identifier");
    Parts.copyText(trace, "sessionId", log, "session_identifier");
    Parts.copyText(trace, "sessionId", log, "thread_identifier");
  }

  private static void said(JsonNode body, ObjectNode log) {
    Parts.metadata(log, "metadata", body.path("metadata"));
    Parts.metadata(log, "langfuse_tags", body.path("tags"));
    Parts.metadata(log, "langfuse_version", body.path("version"));
    Parts.metadata(log, "langfuse_release", body.path("release"));
    Parts.metadata(log, "langfuse_environment", body.path("environment"));
  }

  /**
   * @param trace all that is known of its trace; maybe nothing
   * @param type the word before the hyphen of its events, unless the observation says its own
   */
  static ObjectNode ofObservation(JsonNode observation, JsonNode trace, String id, String type) {
    var log = JsonNodeFactory.instance.objectNode();
    var traceId = Parts.text(observation, "traceId");
    log.put("trace_unique_id", traceId.orElse(id)).put("span_unique_id", id);
    Parts.text(observation, "parentObservationId")
        .or(() -> traceId)
        .filter(parent -> !parent.equals(id))
        .ifPresent(parent -> log.put("span_parent_id", parent));
    var kind = Parts.text(observation, "type").orElse(type).toLowerCase(Locale.ROOT);
    log.put("span_name", Parts.text(observation, "name").orElse(kind));
    log.put("log_type", logType(kind, Parts.text(observation, "model").isPresent()));
    ofAll(trace, log);
    times(observation, log);
    Parts.copyText(observation, "model", log, "model");
    Parts.parameters(log, observation.path("modelParameters"), "langfuse_model_parameters");
    Parts.copy(observation, "input", log, "input");
    Parts.copy(observation, "output", log, "output");
    usage(observation, log);
    Parts.copyText(observation, "promptName", log, "prompt_name");
    Parts.copy(observation, "promptVersion", log, "prompt_version_number");
    level(observation, log);
    said(observation, log);
    return log;
  }

  private static String logType(String kind, boolean hasModel) {
    return switch (kind) {
      case "embedding" -> hasModel ? kind : "task";
      case "generation", "agent", "tool", "guardrail" -> kind;
      case "event", "evaluator" -> "custom";
      default -> "task";
    };
  }

  private static void times(JsonNode observation, ObjectNode log) {
    var start = Parts.time(observation, "startTime");
    var end = Parts.time(observation, "endTime");
    Parts.times(log, start, end.or(() -> start));
    var first = Parts.time(observation, "completionStartTime");
    if (start.isPresent() && first.filter(time -> !time.isBefore(start.get())).isPresent()) {
      Instant from = start.get();
      log.put("time_to_first_token", Parts.seconds(from, first.get()));
    }
  }

  private static void usage(JsonNode observation, ObjectNode log) {
    for (var told : List.of(observation.path("usage"), observation.path("usageDetails"))) {
      count(told, INPUT, log, "prompt_tokens");
      count(told, OUTPUT, log, "completion_tokens");
      count(told, TOTAL, log, "total_request_tokens");
      count(told, CACHED, log, "prompt_cache_hit_tokens");
    }
    for (var told :
        List.of(
            observation.path("usage").path("totalCost"),
            observation.path("costDetails").path("total"))) {
      if (told.isNumber()) {
        log.set("cost", told);
      }
    }
  }

  private static void count(JsonNode told, List<String> names, ObjectNode log, String as) {
    names.stream()
        .map(told::path)
        .filter(JsonNode::isNumber)
        .findFirst()
        .ifPresent(found -> log.put(as, found.asLong()));
  }

  private static void level(JsonNode observation, ObjectNode log) {
    var message = Parts.text(observation, "statusMessage");
    switch (Parts.text(observation, "level").orElse("DEFAULT")) {
      case "ERROR" -> {
        log.put("status", "failed");
        log.put("error_message", message.orElse("The observation ended with level ERROR."));
      }
      case "WARNING" -> {
        log.put("status", "warning");
        log.put("warnings", message.orElse("The observation ended with level WARNING."));
      }
      default ->
          message.ifPresent(
              text -> Parts.metadata(log, "langfuse_status", observation.path("statusMessage")));
    }
  }
}
