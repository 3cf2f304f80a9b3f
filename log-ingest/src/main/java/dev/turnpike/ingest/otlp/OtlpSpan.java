package dev.turnpike.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A span as it was sent, whichever form it had on the wire.
 *
 * @param where its place in the request, for messages: {@code
 *     resourceSpans[0].scopeSpans[0].spans[3]}
 * @param traceId as sent, in hexadecimal; checked by whoever takes the span in
 * @param parentId empty for a root
 * @param kind OpenTelemetry's number, 0 when not told
 * @param startNanos since 1970; 0 when not told
 * @param links each as an object with {@code trace_id}, {@code span_id} and {@code attributes}
 * @param resource attributes of the program that made it
 */
public record OtlpSpan(
    String where,
    String traceId,
    String spanId,
    String parentId,
    String name,
    int kind,
    long startNanos,
    long endNanos,
    Map<String, JsonNode> attributes,
    List<Event> events,
    List<JsonNode> links,
    Status status,
    Map<String, JsonNode> resource,
    String scope) {
  public OtlpSpan {
    attributes = ordered(attributes);
    events = List.copyOf(events);
    links = List.copyOf(links);
    resource = ordered(resource);
  }

  /** Something that happened while it lasted. */
  public record Event(String name, long nanos, Map<String, JsonNode> attributes) {
    public Event {
      attributes = ordered(attributes);
    }
  }

  /**
   * How it ended.
   *
   * @param code 0 not told, 1 well, 2 badly
   */
  public record Status(int code, String message) {
    public static final Status UNSET = new Status(0, "");
  }

  public boolean isRoot() {
    return parentId.isEmpty();
  }

  /** Why it cannot be taken; empty when it can. */
  public Optional<String> fault() {
    if (!isId(traceId, 32)) {
      return Optional.of(where + ".traceId: must be 32 hexadecimal digits, not all 0");
    }
    if (!isId(spanId, 16)) {
      return Optional.of(where + ".spanId: must be 16 hexadecimal digits, not all 0");
    }
    if (!parentId.isEmpty() && !isHex(parentId, 16)) {
      return Optional.of(where + ".parentSpanId: must be 16 hexadecimal digits, or empty");
    }
    return Optional.empty();
  }

  private static boolean isId(String text, int digits) {
    return isHex(text, digits) && text.chars().anyMatch(digit -> digit != '0');
  }

  private static boolean isHex(String text, int digits) {
    return text.length() == digits && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  private static Map<String, JsonNode> ordered(Map<String, JsonNode> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
