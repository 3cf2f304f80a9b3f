package dev.turnpike.ingest.traces.reading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.trace.SpanTree;
import dev.turnpike.core.trace.ThreadSummary;
import dev.turnpike.core.trace.Trace;
import dev.turnpike.core.trace.TraceSummary;
import dev.turnpike.ingest.api.SpanWire;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Traces and threads as clients read them; seconds and USD are plain numbers. */
final class TraceWire {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TraceWire() {}

  static ObjectNode row(Trace trace) {
    var labels = trace.labels();
    var key = labels.keyId();
    var wire = JSON.objectNode();
    wire.put("id", trace.id())
        .put("trace_unique_id", trace.id())
        .put("root_span_unique_id", labels.rootSpanId())
        .put("unique_organization_id", trace.organization().toString())
        .put("organization_id", trace.organization().toString())
        .put("organization_key_id", key == null ? null : key.toString())
        .put("environment", trace.environment().wire())
        .put("customer_identifier", labels.customerIdentifier())
        .put("trace_group_identifier", labels.groupIdentifier())
        .put("session_identifier", labels.sessionIdentifier())
        .put("thread_identifier", labels.threadIdentifier())
        .put("name", labels.name())
        .put("model", labels.model())
        .put("start_time", trace.start().toString())
        .put("end_time", trace.end().toString())
        .put("timestamp", trace.lastArrival().toString())
        .put("duration", seconds(trace.duration()));
    totals(wire, trace.totals());
    wire.put("input", trace.excerpt().input())
        .put("output", trace.excerpt().output())
        .put("is_public", trace.isShared());
    var metadata = wire.putObject("metadata");
    labels.metadata().entrySet().stream()
        .filter(member -> !member.getKey().startsWith("_"))
        .forEach(member -> metadata.put(member.getKey(), member.getValue()));
    return wire;
  }

  private static void totals(ObjectNode wire, Trace.Totals totals) {
    wire.put("span_count", totals.spans())
        .put("llm_call_count", totals.modelCalls())
        .put("error_count", totals.errors())
        .put("total_cost", plain(totals.costUsd()))
        .put("total_prompt_tokens", totals.promptTokens())
        .put("total_completion_tokens", totals.completionTokens())
        .put("total_tokens", totals.tokens());
  }

  /** With its spans, those of the root in full. */
  static ObjectNode whole(Trace trace, SpanTree tree) {
    var wire = row(trace);
    var spans = wire.putArray("span_tree");
    tree.roots().forEach(root -> spans.add(node(root)));
    if (!spans.isEmpty()) {
      wire.set("input", spans.get(0).path("input"));
      wire.set("output", spans.get(0).path("output"));
    }
    return wire;
  }

  private static ObjectNode node(SpanTree.Node node) {
    var wire = SpanWire.whole(node.span());
    wire.put("end_time", node.span().timing().end().toString());
    var links = wire.get("span_links");
    // The platform's clients read links as text.
    wire.put("span_links", links == null || links.isNull() ? null : links.toString());
    var children = wire.putArray("children");
    node.children().forEach(child -> children.add(node(child)));
    return wire;
  }

  static ObjectNode summary(TraceSummary summary) {
    var wire = JSON.objectNode().put("number_of_traces", summary.traces());
    totals(wire, summary.totals());
    return wire.put("avg_duration", seconds(summary.averageDuration()));
  }

  static ObjectNode thread(ThreadSummary thread) {
    return JSON.objectNode()
        .put("thread_identifier", thread.identifier())
        .put("environment", thread.environment().wire())
        .put("log_count", thread.logs())
        .put("error_count", thread.errors())
        .put("total_cost", plain(thread.costUsd()))
        .put("total_prompt_tokens", thread.promptTokens())
        .put("total_completion_tokens", thread.completionTokens())
        .put("total_tokens", thread.promptTokens() + thread.completionTokens())
        .put("customer_identifier", thread.customerIdentifier())
        .put("model", thread.model())
        .put("first_timestamp", thread.firstArrival().toString())
        .put("last_timestamp", thread.lastArrival().toString());
  }

  private static @Nullable BigDecimal seconds(@Nullable Duration duration) {
    return duration == null ? null : plain(BigDecimal.valueOf(duration.toNanos() / 1_000, 6));
  }

  /** Without trailing zeros, and never in powers of ten. */
  private static BigDecimal plain(BigDecimal value) {
    var stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
