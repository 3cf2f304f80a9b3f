package dev.turnpike.gateway.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is particular to one vendor on the wire, written from its documentation and independent of
 * its row.
 */
record Vendor(String id, JsonNode data) {
  static final JsonMapper JSON = new JsonMapper();

  static Stream<Vendor> all() {
    try (var in = Objects.requireNonNull(Vendor.class.getResourceAsStream("vendors.json"))) {
      return JSON.readTree(in).properties().stream()
          .map(member -> new Vendor(member.getKey(), member.getValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DialectId format() {
    return DialectId.ofWire(text("format")).orElseThrow();
  }

  String text(String member) {
    return data.required(member).asText();
  }

  String path(boolean stream) {
    if (!stream) {
      return text("path");
    }
    return switch (format()) {
      case GEMINI_GENERATE ->
          text("path").replace(":generateContent", ":streamGenerateContent") + "?alt=sse";
      case BEDROCK_CONVERSE -> text("path") + "-stream";
      default -> text("path");
    };
  }

  String authHeader() {
    return data.path("auth").get(0).asText();
  }

  String authValue() {
    return data.path("auth").get(1).asText().replace("{key}", text("key"));
  }

  /** Whether the key is Google's service account, which is exchanged for a token first. */
  boolean exchangesItsKey() {
    return data.path("exchange").asText().equals("google");
  }

  String refusedParameter() {
    return data.path("refused").path("parameter").asText();
  }

  boolean knowsSchema() {
    return data.path("json_schema").asBoolean();
  }

  /** Whether usage of a stream is told only to those who ask; else it comes with the last chunk. */
  boolean tellsUsageWhenAsked() {
    return text("stream_usage").equals("option");
  }

  ObjectNode usage() {
    return data.path("usage").deepCopy();
  }

  Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    data.path("settings")
        .properties()
        .forEach(m -> settings.put(m.getKey(), m.getValue().asText()));
    return settings;
  }

  @Override
  public String toString() {
    return id;
  }
}
