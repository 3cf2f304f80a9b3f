package dev.turnpike.core.dialect.gemini.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import java.util.Locale;
import java.util.Set;

/**
 * Google's own schema form ({@code Schema}, after OpenAPI 3.0) as JSON Schema.
 *
 * @see <a href="https://ai.google.dev/api/caching#Schema">Schema</a>
 */
final class GeminiSchema {
  /** 64-bit numbers are strings in protobuf JSON. */
  private static final Set<String> COUNTS =
      Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");

  private GeminiSchema() {}

  static ObjectNode toJsonSchema(ObjectNode schema) {
    var out = Json.object();
    boolean nullable = schema.path("nullable").asBoolean(false);
    schema.properties().forEach(member -> member(member.getKey(), member.getValue(), out));
    if (nullable && out.path("type").isTextual()) {
      var type = out.path("type").textValue();
      out.putArray("type").add(type).add("null");
      if (out.get("enum") instanceof ArrayNode words) {
        out.set("enum", words.deepCopy().addNull());
      }
    }
    return out;
  }

  private static void member(String name, JsonNode value, ObjectNode out) {
    switch (name) {
      case "type" -> {
        if (value.isTextual() && !value.textValue().equals("TYPE_UNSPECIFIED")) {
          out.put("type", value.textValue().toLowerCase(Locale.ROOT));
        } else if (value.isArray()) {
          out.set("type", value);
        }
      }
      case "nullable", "propertyOrdering", "property_ordering" -> {
        // nullable is told by the type; the order of members has no word in JSON Schema.
      }
      case "format" -> {
        if (!value.asText().equals("enum")) {
          out.set("format", value);
        }
      }
      case "properties" -> {
        var properties = out.putObject("properties");
        value.properties().forEach(m -> properties.set(m.getKey(), nested(m.getValue())));
      }
      case "items" -> out.set("items", nested(value));
      case "anyOf", "any_of" -> {
        var options = out.putArray("anyOf");
        value.forEach(option -> options.add(nested(option)));
      }
      default -> plain(camel(name), value, out);
    }
  }

  private static void plain(String name, JsonNode value, ObjectNode out) {
    if (COUNTS.contains(name) && value.isTextual()) {
      var text = value.textValue();
      if (!text.isEmpty() && text.length() < 18 && text.chars().allMatch(Character::isDigit)) {
        out.put(name, Long.parseLong(text));
        return;
      }
    }
    out.set(name, value);
  }

  private static JsonNode nested(JsonNode node) {
    return node instanceof ObjectNode object ? toJsonSchema(object) : node;
  }

  private static String camel(String name) {
    return switch (name) {
      case "min_items" -> "minItems";
      case "max_items" -> "maxItems";
      case "min_length" -> "minLength";
      case "max_length" -> "maxLength";
      case "min_properties" -> "minProperties";
      case "max_properties" -> "maxProperties";
      default -> name;
    };
  }
}
