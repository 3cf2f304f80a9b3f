package dev.turnpike.core.dialect.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON text and trees. Decimals keep their digits; bodies are capped before they come here. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      // The body's own cap holds; the default would refuse a 20 MB image.
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNestingDepth(500)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Stops where a value does, for what follows belongs to the object around it. */
  private static final ObjectReader NESTED =
      MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /**
   * The tree of a body.
   *
   * @throws RefusedException when it is not JSON
   */
  public static JsonNode read(byte[] body) {
    try {
      return orMissing(MAPPER.readTree(body));
    } catch (IOException e) {
      throw RefusedException.invalid("", "The body is not valid JSON" + where(e) + ".");
    }
  }

  /** The tree of a text, or null when it is not JSON. */
  public static @Nullable JsonNode readOrNull(String text) {
    try {
      var node = MAPPER.readTree(text);
      return node == null || node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The object the parser stands on, to its end; null when it stands on anything else. */
  public static @Nullable ObjectNode objectOrNull(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return NESTED.readTree(json) instanceof ObjectNode object ? object : null;
    }
    json.skipChildren();
    return null;
  }

  /** A parser of some of these bytes, for who needs no tree of the whole. */
  public static JsonParser parser(byte[] bytes, int from, int to) throws IOException {
    return MAPPER.createParser(bytes, from, to - from);
  }

  /** The object in a text, or null when it is anything else. */
  public static @Nullable ObjectNode objectOrNull(String text) {
    return readOrNull(text) instanceof ObjectNode object ? object : null;
  }

  /** The object in a body, or null when it is anything else. */
  public static @Nullable ObjectNode objectOrNull(byte[] body) {
    try {
      return MAPPER.readTree(body) instanceof ObjectNode object ? object : null;
    } catch (IOException e) {
      return null;
    }
  }

  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] writeBytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** A member's text, or empty when it is absent or no string: for reading what providers send. */
  public static String text(JsonNode node, String field) {
    return node.get(field) instanceof TextNode text ? text.textValue() : "";
  }

  /** A member's text, or null when it is absent or no string. */
  public static @Nullable String textOrNull(JsonNode node, String field) {
    return node.get(field) instanceof TextNode text ? text.textValue() : null;
  }

  /** A count a provider sent: never negative, 0 when absent or no number. */
  public static long count(JsonNode node, String field) {
    var value = node.get(field);
    return value != null && value.isNumber() && value.canConvertToLong()
        ? Math.max(0, value.longValue())
        : 0;
  }

  /** A small number a provider sent, or the fallback when it is absent or out of range. */
  public static int integer(JsonNode node, String field, int fallback) {
    var value = node.get(field);
    return value != null && value.isNumber() && value.canConvertToInt()
        ? value.intValue()
        : fallback;
  }

  private static JsonNode orMissing(@Nullable JsonNode node) {
    return node == null ? MissingNode.getInstance() : node;
  }

  private static String where(IOException e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? " (line "
            + json.getLocation().getLineNr()
            + ", column "
            + json.getLocation().getColumnNr()
            + ")"
        : "";
  }
}
