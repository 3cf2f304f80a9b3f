package dev.turnpike.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.body.GatewayParams;
import dev.turnpike.core.span.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the caller said about its call, as the log row has it. */
final class SpanTags {
  /** Parameters without a place of their own on the row: kept as they came. */
  private static final String[] KEPT = {"positive_feedback", "note", "category", "eval_params"};

  private final GatewayParams params;

  SpanTags(GatewayParams params) {
    this.params = params;
  }

  Span.Tags tags() {
    if (params == GatewayParams.NONE) {
      return Span.Tags.NONE;
    }
    return new Span.Tags(
        customer("customer_identifier", "customer_identifier"),
        customer("name", "customer_name"),
        customer("email", "customer_email"),
        params.text("thread_identifier"),
        params.text("group_identifier"),
        firstOf("trace_group_identifier", "session_identifier"),
        params.text("custom_identifier"),
        params.text("evaluation_identifier"),
        metadata(),
        properties());
  }

  Span.Place place() {
    if (params == GatewayParams.NONE) {
      return Span.Place.NONE;
    }
    return new Span.Place(
        params.text("trace_unique_id"),
        params.text("span_unique_id"),
        params.text("span_parent_id"),
        params.text("span_name"),
        params.text("span_workflow_name"),
        params.text("span_path"));
  }

  Map<String, JsonNode> extra() {
    var extra = new LinkedHashMap<String, JsonNode>();
    for (var name : KEPT) {
      params.get(name).ifPresent(value -> extra.put(name, value));
    }
    return extra;
  }

  /** {@code customer_params} wins over the flat parameter. */
  private @Nullable String customer(String member, String flat) {
    var inObject = params.get("customer_params").map(p -> p.path(member)).orElse(null);
    return inObject != null
            && inObject.isValueNode()
            && !inObject.isNull()
            && !inObject.asText().isEmpty()
        ? inObject.asText()
        : params.text(flat);
  }

  private @Nullable String firstOf(String one, String other) {
    var first = params.text(one);
    return first != null ? first : params.text(other);
  }

  private Map<String, String> metadata() {
    var metadata = new LinkedHashMap<String, String>();
    params
        .get("metadata")
        .ifPresent(
            object ->
                object.properties().forEach(m -> metadata.put(m.getKey(), plain(m.getValue()))));
    return metadata;
  }

  private static String plain(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private Map<String, JsonNode> properties() {
    var properties = new LinkedHashMap<String, JsonNode>();
    params
        .get("properties")
        .ifPresent(
            object -> object.properties().forEach(m -> properties.put(m.getKey(), m.getValue())));
    return properties;
  }
}
