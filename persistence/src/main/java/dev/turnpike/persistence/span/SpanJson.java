package dev.turnpike.persistence.span;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.span.Span.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The jsonb columns of a span. Thread-safe. */
public final class SpanJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private SpanJson() {}

  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  public static Map<String, String> strings(String json) {
    return read(json, new TypeReference<>() {});
  }

  static Map<String, JsonNode> nodes(String json) {
    return read(json, new TypeReference<>() {});
  }

  static List<String> list(String json) {
    return read(json, new TypeReference<>() {});
  }

  static String attempts(List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return "[]";
    }
    var array = MAPPER.createArrayNode();
    for (var attempt : attempts) {
      array
          .addObject()
          .put("provider_id", attempt.providerId())
          .put("model", attempt.upstreamModel())
          .put("start", attempt.start().toString())
          .put("took_us", attempt.took().toNanos() / 1_000)
          .put("status_code", attempt.statusCode())
          .put("reason", attempt.reason());
    }
    return text(array);
  }

  static List<Attempt> attempts(String json) {
    var attempts = new ArrayList<Attempt>();
    for (JsonNode node : read(json, new TypeReference<List<JsonNode>>() {})) {
      attempts.add(
          new Attempt(
              node.path("provider_id").asText(),
              node.path("model").asText(),
              Instant.parse(node.path("start").asText()),
              Duration.ofNanos(node.path("took_us").asLong() * 1_000),
              node.path("status_code").asInt(),
              node.path("reason").isNull() ? null : node.path("reason").asText()));
    }
    return attempts;
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a jsonb column does not hold what we wrote", e);
    }
  }
}
