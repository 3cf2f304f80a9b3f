package dev.turnpike.ingest.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.ingest.otlp.OtlpRequest.MalformedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The JSON form: member names in lowerCamelCase, ids in hexadecimal, 64-bit numbers as text or as
 * numbers, enums as numbers. Members that are not known are ignored.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">JSON encoding</a>
 */
final class OtlpJson {
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(64 * 1024 * 1024)
                          .maxNestingDepth(4 * OtlpRequest.DEEPEST_VALUE + 20)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final List<OtlpSpan> spans = new ArrayList<>();

  private OtlpJson() {}

  static List<OtlpSpan> read(byte[] body) {
    var reading = new OtlpJson();
    reading.request(parse(body));
    return reading.spans;
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode node = READER.readValue(body);
      if (node == null || !node.isObject()) {
        throw new MalformedRequest("The request body must be a JSON object.");
      }
      return node;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new MalformedRequest(
          at == null
              ? "Malformed JSON."
              : "Malformed JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private void request(JsonNode body) {
    var resources = list(body, "", "resourceSpans");
    for (var i = 0; i < resources.size(); i++) {
      var at = "resourceSpans[" + i + "]";
      var resource = attributes(resources.get(i).path("resource"), at + ".resource");
      var scopes = list(resources.get(i), at, "scopeSpans");
      for (var j = 0; j < scopes.size(); j++) {
        var below = at + ".scopeSpans[" + j + "]";
        var scope = scopes.get(j).path("scope").path("name").asText("");
        var found = list(scopes.get(j), below, "spans");
        for (var k = 0; k < found.size(); k++) {
          OtlpRequest.countSpan(spans.size());
          spans.add(span(found.get(k), below + ".spans[" + k + "]", resource, scope));
        }
      }
    }
  }

  private static JsonNode list(JsonNode node, String at, String member) {
    var list = node.path(member);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      throw new MalformedRequest((at.isEmpty() ? member : at + "." + member) + ": must be a list.");
    }
    return list;
  }

  private static OtlpSpan span(
      JsonNode span, String at, Map<String, JsonNode> resource, String scope) {
    if (!span.isObject()) {
      throw new MalformedRequest(at + ": must be an object.");
    }
    var events = new ArrayList<OtlpSpan.Event>();
    for (var event : list(span, at, "events")) {
      events.add(
          new OtlpSpan.Event(
              event.path("name").asText(""),
              nanos(event, at + ".events", "timeUnixNano"),
              attributes(event, at + ".events")));
    }
    var links = new ArrayList<JsonNode>();
    for (var link : list(span, at, "links")) {
      links.add(
          link(
              link.path("traceId").asText(""),
              link.path("spanId").asText(""),
              attributes(link, at + ".links")));
    }
    var status = span.path("status");
    return new OtlpSpan(
        at,
        hex(span, "traceId"),
        hex(span, "spanId"),
        hex(span, "parentSpanId"),
        span.path("name").asText(""),
        span.path("kind").asInt(0),
        nanos(span, at, "startTimeUnixNano"),
        nanos(span, at, "endTimeUnixNano"),
        attributes(span, at),
        events,
        links,
        new OtlpSpan.Status(statusCode(status.path("code")), status.path("message").asText("")),
        resource,
        scope);
  }

  static JsonNode link(String traceId, String spanId, Map<String, JsonNode> attributes) {
    var link = JsonNodeFactory.instance.objectNode();
    link.put("trace_id", traceId).put("span_id", spanId);
    link.putObject("attributes").setAll(attributes);
    return link;
  }

  private static String hex(JsonNode span, String member) {
    return span.path(member).asText("").toLowerCase(Locale.ROOT);
  }

  /** Enums are numbers here; their names are taken all the same, since libraries write them. */
  private static int statusCode(JsonNode code) {
    return switch (code.asText("")) {
      case "1", "STATUS_CODE_OK" -> 1;
      case "2", "STATUS_CODE_ERROR" -> 2;
      default -> 0;
    };
  }

  private static long nanos(JsonNode node, String at, String member) {
    var value = node.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(value.asText().strip()));
    } catch (NumberFormatException e) {
      throw new MalformedRequest(at + "." + member + ": must be nanoseconds since 1970.");
    }
  }

  private static Map<String, JsonNode> attributes(JsonNode node, String at) {
    var attributes = new LinkedHashMap<String, JsonNode>();
    for (var attribute : list(node, at, "attributes")) {
      attributes.put(
          attribute.path("key").asText(""),
          value(attribute.path("value"), at + ".attributes", OtlpRequest.DEEPEST_VALUE));
    }
    return attributes;
  }

  private static JsonNode value(JsonNode any, String at, int depth) {
    if (depth == 0) {
      throw new MalformedRequest(at + ": values are nested too deep.");
    }
    if (any.has("stringValue")) {
      return TextNode.valueOf(any.get("stringValue").asText());
    }
    if (any.has("intValue")) {
      return whole(any.get("intValue"), at);
    }
    for (var plain : List.of("boolValue", "doubleValue", "bytesValue")) {
      if (any.has(plain)) {
        return any.get(plain);
      }
    }
    if (any.has("arrayValue")) {
      var array = JsonNodeFactory.instance.arrayNode();
      for (var item : list(any.get("arrayValue"), at, "values")) {
        array.add(value(item, at, depth - 1));
      }
      return array;
    }
    if (any.has("kvlistValue")) {
      var object = JsonNodeFactory.instance.objectNode();
      for (var member : list(any.get("kvlistValue"), at, "values")) {
        object.set(member.path("key").asText(""), value(member.path("value"), at, depth - 1));
      }
      return object;
    }
    return NullNode.getInstance();
  }

  private static JsonNode whole(JsonNode node, String at) {
    try {
      return LongNode.valueOf(Long.parseLong(node.asText().strip()));
    } catch (NumberFormatException e) {
      throw new MalformedRequest(at + ": an intValue must be a whole number of 64 bits.");
    }
  }
}
