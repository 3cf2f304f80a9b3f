package dev.turnpike.ingest.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.span.WireTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Parts of JSON objects: put together, and read as what they say. */
final class Parts {
  /** Parameters of a request that a log has fields for. */
  private static final Set<String> PARAMETERS =
      Set.of("temperature", "top_p", "max_tokens", "frequency_penalty", "presence_penalty", "n");

  private Parts() {}

  /** A copy of the one with the members of the other put over it; null says nothing. */
  static ObjectNode merged(ObjectNode one, ObjectNode other) {
    var result = one.deepCopy();
    for (var member : other.properties()) {
      var name = member.getKey();
      var value = member.getValue();
      if (result.get(name) instanceof ObjectNode inner && value instanceof ObjectNode more) {
        result.set(name, merged(inner, more));
      } else if (!value.isNull() || !result.has(name)) {
        result.set(name, value.deepCopy());
      }
    }
    return result;
  }

  static Optional<String> text(JsonNode object, String name) {
    var value = object.path(name);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /** A time in words; empty when it is none. */
  static Optional<Instant> time(JsonNode object, String name) {
    try {
      return text(object, name).map(WireTime::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static void copy(JsonNode from, String name, ObjectNode log, String as) {
    var value = from.path(name);
    if (!value.isMissingNode() && !value.isNull()) {
      log.set(as, value);
    }
  }

  static void copyText(JsonNode from, String name, ObjectNode log, String as) {
    text(from, name).ifPresent(text -> log.put(as, text));
  }

  /** The time of a step, and how long it took, in seconds. */
  static void times(ObjectNode log, Optional<Instant> start, Optional<Instant> end) {
    start.ifPresent(time -> log.put("start_time", time.toString()));
    end.ifPresent(time -> log.put("timestamp", time.toString()));
  }

  static BigDecimal seconds(Instant from, Instant to) {
    return BigDecimal.valueOf(java.time.Duration.between(from, to).toMillis(), 3);
  }

  /** Puts what a log has no field for into its metadata; an object by its members. */
  static void metadata(ObjectNode log, String name, JsonNode value) {
    if (value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty()) {
      return;
    }
    var metadata = log.withObject("/metadata");
    if (value.isObject() && name.equals("metadata")) {
      value.properties().forEach(member -> metadata.set(member.getKey(), member.getValue()));
    } else {
      metadata.set(name, value);
    }
  }

  /** A request's parameters: to their fields, the others to metadata under a name. */
  static void parameters(ObjectNode log, JsonNode parameters, String name) {
    var others = JsonNodeFactory.instance.objectNode();
    for (var member : parameters.properties()) {
      if (PARAMETERS.contains(member.getKey()) && member.getValue().isNumber()) {
        log.set(member.getKey(), member.getValue());
      } else {
        others.set(member.getKey(), member.getValue());
      }
    }
    metadata(log, name, others);
  }
}
