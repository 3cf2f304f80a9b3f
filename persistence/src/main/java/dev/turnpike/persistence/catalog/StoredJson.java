package dev.turnpike.persistence.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON columns: order and number forms are kept as they came. */
public final class StoredJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private StoredJson() {}

  public static String ofNodes(Map<String, JsonNode> members) {
    var object = JsonNodeFactory.instance.objectNode();
    members.forEach(object::set);
    return object.toString();
  }

  public static Map<String, JsonNode> nodes(String json) {
    var members = new LinkedHashMap<String, JsonNode>();
    tree(json).properties().forEach(m -> members.put(m.getKey(), m.getValue()));
    return members;
  }

  public static String ofTexts(List<String> texts) {
    var array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array.toString();
  }

  public static List<String> texts(String json) {
    var texts = new ArrayList<String>();
    tree(json).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  public static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a json column holds JSON", e);
    }
  }
}
