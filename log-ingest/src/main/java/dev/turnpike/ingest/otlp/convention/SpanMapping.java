package dev.turnpike.ingest.otlp.convention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.ingest.otlp.OtlpSpan;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a span as a log: conventions in the order of {@link #TABLES}, then what OpenTelemetry
 * itself says, then all that is left as metadata. Pure.
 */
public final class SpanMapping {
  private static final List<List<Rule>> TABLES =
      List.of(
          RespanNames.TABLE,
          LangfuseNames.TABLE,
          GenAiNames.TABLE,
          OpenLlmetryNames.TABLE,
          OpenInferenceNames.TABLE);

  private static final Set<String> PARAMETERS =
      Set.of("temperature", "top_p", "max_tokens", "frequency_penalty", "presence_penalty", "n");

  /** Tokens and money of the calls below a step are theirs, whatever the step adds up. */
  private static final List<String> METERED =
      List.of(
          "prompt_tokens",
          "completion_tokens",
          "total_request_tokens",
          "prompt_cache_hit_tokens",
          "prompt_cache_creation_tokens",
          "reasoning_tokens",
          "cost");

  private static final Set<String> METHODS =
      Set.of("logging_api", "batch", "python_tracing", "ts_tracing", "tracing_integration");

  private final OtlpSpan span;
  private final Attributes attributes;
  private final LogFields fields = new LogFields();

  private SpanMapping(OtlpSpan span) {
    this.span = span;
    this.attributes = new Attributes(span);
  }

  /** The log, in the form {@code POST /api/request-logs/} takes. */
  public static ObjectNode log(OtlpSpan span) {
    var mapping = new SpanMapping(span);
    mapping.read();
    return mapping.fields.wire();
  }

  /** The id of the gateway's own log of the call; empty text when the span stands for itself. */
  public static String gatewayLogId(OtlpSpan span) {
    return new Attributes(span).text(RespanNames.GATEWAY_LOG_ID);
  }

  private void read() {
    place();
    langfuseDetails();
    TABLES.forEach(table -> fields.apply(table, attributes));
    Messages.read(attributes, fields);
    parameters();
    names();
    kind();
    times();
    result();
    rest();
  }

  private void place() {
    fields.set("trace_unique_id", span.traceId());
    fields.set("span_unique_id", span.spanId());
    fields.set("span_parent_id", span.parentId());
  }

  /** Objects whose members are fields. */
  private void langfuseDetails() {
    Attributes.parsed(attributes.take(LangfuseNames.USAGE))
        .ifPresent(
            usage -> {
              count("prompt_tokens", usage.path("input"));
              count("completion_tokens", usage.path("output"));
              count("total_request_tokens", usage.path("total"));
              count("prompt_cache_hit_tokens", usage.path("cache_read_input_tokens"));
              count("prompt_cache_creation_tokens", usage.path("cache_creation_input_tokens"));
            });
    Attributes.parsed(attributes.take(LangfuseNames.COST))
        .flatMap(cost -> LogFields.number(cost.path("total")))
        .ifPresent(cost -> fields.set("cost", DecimalNode.valueOf(cost)));
    var first = attributes.take(LangfuseNames.FIRST_TOKEN).asText("").replace("\"", "");
    if (!first.isEmpty() && span.startNanos() > 0) {
      try {
        var wait = Duration.between(at(span.startNanos()), Instant.parse(first));
        if (!wait.isNegative()) {
          fields.set(
              "time_to_first_token",
              DecimalNode.valueOf(BigDecimal.valueOf(wait.toNanos() / 1_000, 6)));
        }
      } catch (DateTimeException e) {
        fields.metadata(LangfuseNames.FIRST_TOKEN, attributes.get(LangfuseNames.FIRST_TOKEN));
      }
    }
  }

  private void count(String field, JsonNode value) {
    LogFields.number(value)
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .ifPresent(
            number -> fields.set(field, JsonNodeFactory.instance.numberNode(number.longValue())));
  }

  private void parameters() {
    var given = fields.remove(OpenInferenceNames.PARAMETERS);
    for (var parameter : given.properties()) {
      if (PARAMETERS.contains(parameter.getKey()) && parameter.getValue().isNumber()) {
        fields.set(parameter.getKey(), parameter.getValue());
      } else {
        fields.metadata(parameter.getKey(), parameter.getValue());
      }
    }
  }

  private void names() {
    fields.name("span_name", span.name());
    if (!fields.has("model")) {
      fields.set("model", fields.get("full_model_name"));
    }
    fields.set("session_identifier", fields.get("group_identifier"));
    fields.set("session_identifier", fields.get("thread_identifier"));
    var method = attributes.text(RespanNames.LOG_METHOD);
    fields.set("log_method", METHODS.contains(method) ? method : "tracing_integration");
  }

  private void kind() {
    var type = SpanTypes.of(span, attributes, fields);
    fields.set("log_type", type);
    if (!SpanTypes.callsModel(type)) {
      for (var metered : METERED) {
        var value = fields.remove(metered);
        if (!value.isMissingNode()) {
          fields.metadata(metered, value);
        }
      }
    } else if (!fields.has("model")) {
      fields.set("model", "unknown");
      fields.warn("The span names no model.");
    }
  }

  private void times() {
    var start = span.startNanos() == 0 ? span.endNanos() : span.startNanos();
    var end = Math.max(start, span.endNanos());
    if (start == 0) {
      fields.warn("The span names no time; it has that of its arrival.");
      return;
    }
    if (span.endNanos() < start) {
      fields.warn("The span ends before it begins, or not at all; it has no duration.");
    }
    fields.set("start_time", at(start).toString());
    fields.set("timestamp", at(end).toString());
  }

  private static Instant at(long nanos) {
    return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
  }

  private void result() {
    for (var event : span.events()) {
      if (event.name().equals("exception")) {
        var type = text(event.attributes(), "exception.type");
        var message = text(event.attributes(), "exception.message");
        fields.set("error_message", type.isEmpty() ? message : type + ": " + message);
        if (!type.isEmpty()) {
          fields.name("error_code", type);
        }
      }
    }
    var level = attributes.text(LangfuseNames.LEVEL);
    var failed = span.status().code() == 2 || level.equals("ERROR");
    if (failed) {
      fields.set("error_message", span.status().message());
      fields.put("status", JsonNodeFactory.instance.textNode("failed"));
      fields.set("status_code", JsonNodeFactory.instance.numberNode(500));
    } else {
      var warned = level.equals("WARNING") || fields.has("error_message");
      fields.set("status", warned ? "warning" : "success");
      fields.set("status_code", JsonNodeFactory.instance.numberNode(200));
    }
  }

  private static String text(Map<String, JsonNode> attributes, String name) {
    var value = attributes.get(name);
    return value == null ? "" : value.asText();
  }

  private void rest() {
    var prefixes = new java.util.ArrayList<String>();
    prefixes.add(RespanNames.METADATA + ".");
    LangfuseNames.METADATA.forEach(prefix -> prefixes.add(prefix + "."));
    prefixes.add(OpenLlmetryNames.ASSOCIATION);
    for (var entry : attributes.rest().entrySet()) {
      var key =
          prefixes.stream()
              .filter(prefix -> entry.getKey().startsWith(prefix))
              .findFirst()
              .map(prefix -> entry.getKey().substring(prefix.length()))
              .orElse(entry.getKey());
      fields.metadata(key, entry.getValue());
    }
    origin();
    if (!span.links().isEmpty()) {
      var links = JsonNodeFactory.instance.arrayNode();
      span.links().forEach(links::add);
      fields.set("span_links", links);
    }
  }

  /** Who made the span, and what else happened in it: kept in its own types. */
  private void origin() {
    var service = span.resource().get("service.name");
    if (service != null) {
      fields.metadata("service.name", service);
    }
    var properties = fields.get("properties") instanceof ObjectNode there ? there : null;
    var otel = JsonNodeFactory.instance.objectNode();
    if (!span.scope().isEmpty()) {
      otel.put("scope", span.scope());
    }
    if (!span.resource().isEmpty()) {
      otel.putObject("resource").setAll(span.resource());
    }
    var events = JsonNodeFactory.instance.arrayNode();
    for (var event : span.events()) {
      if (!event.name().startsWith("gen_ai.")) {
        var one = events.addObject().put("name", event.name());
        if (event.nanos() > 0) {
          one.put("time", at(event.nanos()).toString());
        }
        one.putObject("attributes").setAll(event.attributes());
      }
    }
    if (!events.isEmpty()) {
      otel.set("events", events);
    }
    if (!otel.isEmpty()) {
      var all = properties == null ? JsonNodeFactory.instance.objectNode() : properties;
      all.putIfAbsent("otel", otel);
      fields.put("properties", all);
    }
  }
}
