package dev.turnpike.core.dialect.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one JSON object of a caller strictly: a wrong type is refused with the path
 * of the field. Remembers what was read, so that {@link #rest} is what the dialect does not know.
 * JSON null counts as absent, as every vendor's SDK may send it. Not thread-safe.
 */
public final class Fields {
  private final ObjectNode node;
  private final String path;
  private final boolean snakeToo;
  private final Set<String> read = new HashSet<>();

  private Fields(ObjectNode node, String path, boolean snakeToo) {
    this.node = node;
    this.path = path;
    this.snakeToo = snakeToo;
  }

  /** The object at a path; the empty path is the body. */
  public static Fields of(@Nullable JsonNode node, String path) {
    return of(node, path, false);
  }

  /**
   * As {@link #of}, but {@code camelCase} names are found as {@code snake_case} too (protobuf
   * JSON).
   */
  public static Fields ofProto(@Nullable JsonNode node, String path) {
    return of(node, path, true);
  }

  private static Fields of(@Nullable JsonNode node, String path, boolean snakeToo) {
    if (node instanceof ObjectNode object) {
      return new Fields(object, path, snakeToo);
    }
    throw RefusedException.invalid(
        path, path.isEmpty() ? "The body must be a JSON object." : path + " must be an object.");
  }

  public ObjectNode node() {
    return node;
  }

  /** The path of a member, as errors name it. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public String path() {
    return path;
  }

  /** The member, or null when it is absent or JSON null. */
  public @Nullable JsonNode take(String name) {
    read.add(name);
    var value = node.get(name);
    if (value == null && snakeToo) {
      var snake = snake(name);
      read.add(snake);
      value = node.get(snake);
    }
    return value == null || value.isNull() ? null : value;
  }

  public boolean has(String name) {
    var value = node.get(name);
    if (value == null && snakeToo) {
      value = node.get(snake(name));
    }
    return value != null && !value.isNull();
  }

  public @Nullable String text(String name) {
    var value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong(name, "a string");
    }
    return value.textValue();
  }

  /** The text, or the fallback when it is absent. */
  public String text(String name, String fallback) {
    var value = text(name);
    return value == null ? fallback : value;
  }

  public String requiredText(String name) {
    var value = text(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public @Nullable Boolean flag(String name) {
    var value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(flag(name));
  }

  public @Nullable BigDecimal number(String name) {
    var value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      throw wrong(name, "a number");
    }
    return value.decimalValue();
  }

  public @Nullable Long whole(String name) {
    var value = take(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber() || !value.canConvertToLong() || !value.canConvertToExactIntegral()) {
      throw wrong(name, "a whole number");
    }
    return value.longValue();
  }

  public @Nullable Integer integer(String name) {
    var value = whole(name);
    if (value == null) {
      return null;
    }
    if (value != value.intValue()) {
      throw wrong(name, "a smaller whole number");
    }
    return value.intValue();
  }

  public @Nullable ObjectNode tree(String name) {
    var value = take(name);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw wrong(name, "an object");
  }

  /** The object, or null when it is absent. */
  public @Nullable Fields object(String name) {
    var value = take(name);
    return value == null ? null : of(value, path(name), snakeToo);
  }

  /** The object; refused when it is absent. */
  public Fields requiredObject(String name) {
    var value = object(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  /** The array's items; none when it is absent. */
  public List<JsonNode> items(String name) {
    var value = take(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ArrayNode array)) {
      throw wrong(name, "an array");
    }
    var found = new ArrayList<JsonNode>(array.size());
    array.forEach(found::add);
    return found;
  }

  /** The array's items, each an object. */
  public List<Fields> objects(String name) {
    var items = items(name);
    var found = new ArrayList<Fields>(items.size());
    for (int i = 0; i < items.size(); i++) {
      found.add(of(items.get(i), path(name) + "[" + i + "]", snakeToo));
    }
    return found;
  }

  /** The array's items, each a string; a lone string counts as an array of one. */
  public List<String> texts(String name) {
    var value = take(name);
    if (value != null && value.isTextual()) {
      return List.of(value.textValue());
    }
    var found = new ArrayList<String>();
    for (var item : items(name)) {
      if (!item.isTextual()) {
        throw wrong(name, "a string or an array of strings");
      }
      found.add(item.textValue());
    }
    return found;
  }

  /** The members nobody asked for. */
  public ObjectNode rest() {
    var rest = Json.object();
    node.properties()
        .forEach(
            member -> {
              if (!read.contains(member.getKey()) && !member.getValue().isNull()) {
                rest.set(member.getKey(), member.getValue());
              }
            });
    return rest;
  }

  public RefusedException wrong(String name, String expected) {
    return RefusedException.invalid(path(name), path(name) + " must be " + expected + ".");
  }

  public RefusedException missing(String name) {
    return RefusedException.invalid(path(name), path(name) + " is required.");
  }

  private static String snake(String name) {
    var out = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        out.append('_').append(Character.toLowerCase(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
