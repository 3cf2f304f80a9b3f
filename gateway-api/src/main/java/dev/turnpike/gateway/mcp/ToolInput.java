package dev.turnpike.gateway.mcp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool may be asked with: the JSON schema that clients read, and the check of what they
 * send. A name that is not in it is refused, so that a guess of a model never goes unnoticed.
 */
final class ToolInput {
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  /**
   * @param type of JSON schema
   * @param most the largest number; 0 for any
   */
  private record Field(String type, String description, @Nullable Object standard, int most) {}

  static ToolInput none() {
    return new ToolInput();
  }

  ToolInput needs(String name, String type, String description) {
    required.add(name);
    return takes(name, type, description);
  }

  ToolInput takes(String name, String type, String description) {
    return takes(name, type, description, null);
  }

  ToolInput takes(String name, String type, String description, @Nullable Object standard) {
    fields.put(name, new Field(type, description, standard, 0));
    return this;
  }

  /** Which page, and how many rows it has. */
  ToolInput pages(int size, int most) {
    takes("page", "integer", "Which page, from 1", 1);
    fields.put("page_size", new Field("integer", "Rows on a page", size, most));
    return this;
  }

  Map<String, Object> schema() {
    var properties = new LinkedHashMap<String, Object>();
    fields.forEach((name, field) -> properties.put(name, schema(field)));
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> schema(Field field) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", field.type());
    schema.put("description", field.description());
    if (field.standard() != null) {
      schema.put("default", field.standard());
    }
    if (field.type().equals("integer")) {
      schema.put("minimum", 1);
    }
    if (field.most() > 0) {
      schema.put("maximum", field.most());
    }
    if (field.type().equals("array")) {
      schema.put("items", Map.of());
    }
    return schema;
  }

  /** What is wrong, by argument; empty when nothing is. */
  Map<String, List<String>> errors(Map<String, Object> sent) {
    var errors = new LinkedHashMap<String, List<String>>();
    sent.forEach(
        (name, value) -> {
          var field = fields.get(name);
          if (field == null) {
            var known = fields.isEmpty() ? "none is taken" : String.join(", ", fields.keySet());
            errors.put(name, List.of("There is no such argument; known: " + known + "."));
          } else if (!fits(field, value)) {
            errors.put(name, List.of("Must be " + wanted(field) + "."));
          }
        });
    required.stream()
        .filter(name -> sent.get(name) == null || sent.get(name).equals(""))
        .forEach(name -> errors.put(name, List.of("This argument is required.")));
    return errors;
  }

  /** The value of an argument, or what stands for it when it is not sent. */
  @Nullable Object value(String name, Map<String, Object> sent) {
    var value = sent.get(name);
    var field = fields.get(name);
    return value == null && field != null ? field.standard() : value;
  }

  Collection<String> names() {
    return fields.keySet();
  }

  private static boolean fits(Field field, @Nullable Object value) {
    return switch (field.type()) {
      case "string" -> value == null || value instanceof String;
      case "boolean" -> value == null || value instanceof Boolean;
      case "number" -> value == null || value instanceof Number;
      case "integer" ->
          value == null
              || value instanceof Number number
                  && number.doubleValue() == number.intValue()
                  && number.intValue() >= 1
                  && (field.most() == 0 || number.intValue() <= field.most());
      case "array" -> value == null || value instanceof List;
      default -> value == null || value instanceof Map;
    };
  }

  private static String wanted(Field field) {
    return switch (field.type()) {
      case "string" -> "text";
      case "boolean" -> "true or false";
      case "number" -> "a number";
      case "integer" ->
          field.most() == 0 ? "a whole number from 1" : "a number from 1 to " + field.most();
      case "array" -> "a list";
      default -> "an object";
    };
  }
}
