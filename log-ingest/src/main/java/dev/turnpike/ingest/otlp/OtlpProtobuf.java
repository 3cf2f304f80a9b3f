package dev.turnpike.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.ingest.otlp.OtlpRequest.MalformedRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The protobuf form of {@code ExportTraceServiceRequest}. Field numbers are those of the stable 1.x
 * line, which never change; fields that are not known are passed over.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto">trace.proto</a>
 */
final class OtlpProtobuf {
  private final List<OtlpSpan> spans = new ArrayList<>();

  private OtlpProtobuf() {}

  static List<OtlpSpan> read(byte[] body) {
    var reading = new OtlpProtobuf();
    var request = new ProtobufReader(body);
    var index = 0;
    for (var field = request.next(); field != 0; field = request.next()) {
      if (field == 1) {
        reading.resourceSpans(request.octets(), "resourceSpans[" + index++ + "]");
      } else {
        request.skip();
      }
    }
    return reading.spans;
  }

  /** Fields may come in any order, so that the resource is looked for first. */
  private void resourceSpans(byte[] message, String at) {
    Map<String, JsonNode> resource = Map.of();
    var look = new ProtobufReader(message);
    for (var field = look.next(); field != 0; field = look.next()) {
      if (field == 1) {
        resource = attributesIn(look.message(), 1);
      } else {
        look.skip();
      }
    }
    var reader = new ProtobufReader(message);
    var index = 0;
    for (var field = reader.next(); field != 0; field = reader.next()) {
      if (field == 2) {
        scopeSpans(reader.octets(), at + ".scopeSpans[" + index++ + "]", resource);
      } else {
        reader.skip();
      }
    }
  }

  private void scopeSpans(byte[] message, String at, Map<String, JsonNode> resource) {
    var scope = "";
    var look = new ProtobufReader(message);
    for (var field = look.next(); field != 0; field = look.next()) {
      if (field == 1) {
        scope = scopeName(look.message());
      } else {
        look.skip();
      }
    }
    var reader = new ProtobufReader(message);
    var index = 0;
    for (var field = reader.next(); field != 0; field = reader.next()) {
      if (field == 2) {
        OtlpRequest.countSpan(spans.size());
        spans.add(span(reader.message(), at + ".spans[" + index++ + "]", resource, scope));
      } else {
        reader.skip();
      }
    }
  }

  private static String scopeName(ProtobufReader scope) {
    var name = "";
    for (var field = scope.next(); field != 0; field = scope.next()) {
      if (field == 1) {
        name = scope.text();
      } else {
        scope.skip();
      }
    }
    return name;
  }

  private static OtlpSpan span(
      ProtobufReader span, String at, Map<String, JsonNode> resource, String scope) {
    var traceId = "";
    var spanId = "";
    var parentId = "";
    var name = "";
    var kind = 0;
    var start = 0L;
    var end = 0L;
    var attributes = new LinkedHashMap<String, JsonNode>();
    var events = new ArrayList<OtlpSpan.Event>();
    var links = new ArrayList<JsonNode>();
    var status = OtlpSpan.Status.UNSET;
    for (var field = span.next(); field != 0; field = span.next()) {
      switch (field) {
        case 1 -> traceId = span.hex();
        case 2 -> spanId = span.hex();
        case 4 -> parentId = span.hex();
        case 5 -> name = span.text();
        case 6 -> kind = (int) span.number();
        case 7 -> start = Math.max(0, span.number());
        case 8 -> end = Math.max(0, span.number());
        case 9 -> attribute(span.message(), attributes);
        case 11 -> events.add(event(span.message()));
        case 13 -> links.add(link(span.message()));
        case 15 -> status = status(span.message());
        default -> span.skip();
      }
    }
    return new OtlpSpan(
        at,
        traceId,
        spanId,
        parentId,
        name,
        kind,
        start,
        end,
        attributes,
        events,
        links,
        status,
        resource,
        scope);
  }

  private static OtlpSpan.Event event(ProtobufReader event) {
    var name = "";
    var nanos = 0L;
    var attributes = new LinkedHashMap<String, JsonNode>();
    for (var field = event.next(); field != 0; field = event.next()) {
      switch (field) {
        case 1 -> nanos = Math.max(0, event.number());
        case 2 -> name = event.text();
        case 3 -> attribute(event.message(), attributes);
        default -> event.skip();
      }
    }
    return new OtlpSpan.Event(name, nanos, attributes);
  }

  private static JsonNode link(ProtobufReader link) {
    var traceId = "";
    var spanId = "";
    var attributes = new LinkedHashMap<String, JsonNode>();
    for (var field = link.next(); field != 0; field = link.next()) {
      switch (field) {
        case 1 -> traceId = link.hex();
        case 2 -> spanId = link.hex();
        case 4 -> attribute(link.message(), attributes);
        default -> link.skip();
      }
    }
    return OtlpJson.link(traceId, spanId, attributes);
  }

  private static OtlpSpan.Status status(ProtobufReader status) {
    var message = "";
    var code = 0;
    for (var field = status.next(); field != 0; field = status.next()) {
      switch (field) {
        case 2 -> message = status.text();
        case 3 -> code = (int) status.number();
        default -> status.skip();
      }
    }
    return new OtlpSpan.Status(code, message);
  }

  private static Map<String, JsonNode> attributesIn(ProtobufReader message, int number) {
    var attributes = new LinkedHashMap<String, JsonNode>();
    for (var field = message.next(); field != 0; field = message.next()) {
      if (field == number) {
        attribute(message.message(), attributes);
      } else {
        message.skip();
      }
    }
    return attributes;
  }

  private static void attribute(ProtobufReader pair, Map<String, JsonNode> attributes) {
    keyed(pair, OtlpRequest.DEEPEST_VALUE, attributes);
  }

  private static void keyed(ProtobufReader pair, int depth, Map<String, JsonNode> into) {
    var key = "";
    JsonNode value = NullNode.getInstance();
    for (var field = pair.next(); field != 0; field = pair.next()) {
      switch (field) {
        case 1 -> key = pair.text();
        case 2 -> value = value(pair.message(), depth);
        default -> pair.skip();
      }
    }
    into.put(key, value);
  }

  private static JsonNode value(ProtobufReader any, int depth) {
    if (depth == 0) {
      throw new MalformedRequest("An attribute's values are nested too deep.");
    }
    JsonNode value = NullNode.getInstance();
    for (var field = any.next(); field != 0; field = any.next()) {
      switch (field) {
        case 1 -> value = TextNode.valueOf(any.text());
        case 2 -> value = BooleanNode.valueOf(any.number() != 0);
        case 3 -> value = LongNode.valueOf(any.number());
        case 4 -> value = real(any.real());
        case 5 -> value = array(any.message(), depth);
        case 6 -> {
          var members = new LinkedHashMap<String, JsonNode>();
          var list = any.message();
          for (var one = list.next(); one != 0; one = list.next()) {
            if (one == 1) {
              keyed(list.message(), depth - 1, members);
            } else {
              list.skip();
            }
          }
          value = JsonNodeFactory.instance.objectNode().setAll(members);
        }
        case 7 -> value = TextNode.valueOf(Base64.getEncoder().encodeToString(any.octets()));
        default -> any.skip();
      }
    }
    return value;
  }

  private static JsonNode array(ProtobufReader list, int depth) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (var field = list.next(); field != 0; field = list.next()) {
      if (field == 1) {
        array.add(value(list.message(), depth - 1));
      } else {
        list.skip();
      }
    }
    return array;
  }

  /** JSON has no word for what is no number. */
  private static JsonNode real(double value) {
    return Double.isFinite(value)
        ? DecimalNode.valueOf(BigDecimal.valueOf(value))
        : TextNode.valueOf(String.valueOf(value));
  }
}
