package dev.turnpike.ingest.traces;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.api.Answers;
import dev.turnpike.ingest.otlp.OtlpBody;
import dev.turnpike.ingest.otlp.OtlpRequest;
import dev.turnpike.ingest.otlp.OtlpRequest.MalformedRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Spans in the older form: a list of logs, or an object with such a list as {@code data}, each with
 * {@code trace_unique_id} and {@code span_unique_id}.
 */
@Singleton
final class LegacyTraces {
  private static final int LONGEST_ID = 255;

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final TraceIntake intake;

  LegacyTraces(TraceIntake intake) {
    this.intake = intake;
  }

  /** Takes what it can; names the others. Blocking. */
  Response take(@Nullable InputStream body, HttpHeaders headers, Principal caller) {
    List<JsonNode> sent;
    try {
      sent = list(OtlpBody.read(body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING)));
    } catch (MalformedRequest e) {
      throw Answers.detail(e.status(), String.valueOf(e.getMessage()));
    }
    var errors = new LinkedHashMap<String, List<String>>();
    var spans = spans(sent, caller, errors);
    if (spans.isEmpty() && !errors.isEmpty()) {
      return Answers.json(400, errors);
    }
    if (!intake.areDurable(spans)) {
      throw Answers.later("The spans could not be written; send them again.");
    }
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("message", spans.size() + " of " + sent.size() + " spans were taken.");
    if (!errors.isEmpty()) {
      errors.forEach((at, why) -> wire.withObject("/errors").put(at, String.join(" ", why)));
    }
    return Answers.json(200, wire);
  }

  private static List<JsonNode> list(byte[] body) {
    try {
      JsonNode node = READER.readValue(body);
      var list = node != null && node.isObject() ? node.path("data") : node;
      if (list == null || !list.isArray() || list.isEmpty()) {
        throw Answers.unreadable("Must be a list of spans, or an object with one as data.");
      }
      if (list.size() > OtlpRequest.MOST_SPANS) {
        throw Answers.detail(413, "At most " + OtlpRequest.MOST_SPANS + " spans at once.");
      }
      var spans = new ArrayList<JsonNode>();
      list.forEach(spans::add);
      return spans;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Answers.unreadable(
          "Malformed JSON"
              + (at == null ? "." : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private List<Span> spans(
      List<JsonNode> sent, Principal caller, Map<String, List<String>> errors) {
    var arrival = intake.arrival();
    var spans = new ArrayList<Span>();
    for (var i = 0; i < sent.size(); i++) {
      var at = "[" + i + "]";
      if (!(sent.get(i) instanceof ObjectNode object)) {
        errors.put(at, List.of("Must be an object."));
        continue;
      }
      var log = object.deepCopy();
      var missing = missing(log);
      if (!missing.isEmpty()) {
        errors.put(at + "." + missing, List.of("This field is required."));
        continue;
      }
      complete(log);
      var gatewayLogId = log.path("gateway_log_id").asText("");
      var read = intake.read(log, id(log), gatewayLogId, caller, arrival);
      if (read instanceof Outcome.Done<Span> done) {
        spans.add(done.value());
      } else {
        errors.put(at, List.of(TraceIntake.why(read)));
      }
    }
    return spans;
  }

  private static String missing(ObjectNode log) {
    for (var field : List.of("trace_unique_id", "span_unique_id")) {
      if (log.path(field).asText("").isBlank()) {
        return field;
      }
    }
    return "";
  }

  /** What the older clients leave to the server. */
  private static void complete(ObjectNode log) {
    if (!log.hasNonNull("log_method")) {
      log.put("log_method", "tracing_integration");
    }
    if (!log.hasNonNull("log_type")) {
      var isRoot = log.path("span_parent_id").asText("").isEmpty();
      var step = isRoot ? "workflow" : "task";
      log.put("log_type", log.path("model").asText("").isEmpty() ? step : "chat");
    }
  }

  /** The client's own id, or one made of trace and span: sent again, it is the same log. */
  static String id(ObjectNode log) {
    var own = log.path("unique_id").asText("");
    if (!own.isEmpty() && own.length() <= LONGEST_ID) {
      return own;
    }
    var id = log.path("trace_unique_id").asText() + "-" + log.path("span_unique_id").asText();
    return id.length() <= LONGEST_ID
        ? id
        : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
