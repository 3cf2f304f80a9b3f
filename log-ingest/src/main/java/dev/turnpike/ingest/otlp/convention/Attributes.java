package dev.turnpike.ingest.otlp.convention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.ingest.otlp.OtlpSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a span, with a note of which were understood. The older generation of the
 * platform's own names ({@code keywordsai.}) reads as the present one. Not thread-safe.
 */
final class Attributes {
  private static final String OLDER_PREFIX = "keywordsai.";
  private static final String PREFIX = "respan.";
  private static final int MOST_ITEMS = 10_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Set<String> understood = new LinkedHashSet<>();

  /** Those of the span, and those of events in which some libraries put what was said. */
  Attributes(OtlpSpan span) {
    span.attributes().forEach(this::put);
    for (var event : span.events()) {
      if (event.name().startsWith("gen_ai.")) {
        event.attributes().forEach((name, value) -> values.putIfAbsent(name, value));
      }
    }
  }

  private void put(String name, JsonNode value) {
    var present = name.startsWith(OLDER_PREFIX);
    values.putIfAbsent(present ? PREFIX + name.substring(OLDER_PREFIX.length()) : name, value);
  }

  /** A missing node when there is none. */
  JsonNode get(String name) {
    return values.getOrDefault(name, MissingNode.getInstance());
  }

  /** Empty text when there is none. */
  String text(String name) {
    return get(name).asText("");
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  void understand(String name) {
    understood.add(name);
  }

  /** The name's value, noted as understood. */
  JsonNode take(String name) {
    if (has(name)) {
      understand(name);
    }
    return get(name);
  }

  /** Names that begin so, in their order. */
  List<String> below(String prefix) {
    return values.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** All that nobody understood. */
  Map<String, JsonNode> rest() {
    var rest = new LinkedHashMap<>(values);
    rest.keySet().removeAll(understood);
    return rest;
  }

  /**
   * What lies flat below a prefix as the tree it stands for: {@code a.0.b.c = 1} is {@code [{"b":
   * {"c": 1}}]} below {@code a}. Understood from now on. A missing node when there is none.
   */
  JsonNode tree(String prefix) {
    var flat = below(prefix + ".");
    if (flat.isEmpty()) {
      return MissingNode.getInstance();
    }
    var root = JsonNodeFactory.instance.objectNode();
    for (var name : flat) {
      understand(name);
      var at = root;
      var path = name.substring(prefix.length() + 1).split("\\.", -1);
      for (var i = 0; i < path.length - 1; i++) {
        at = at.get(path[i]) instanceof ObjectNode below ? below : at.putObject(path[i]);
      }
      at.set(path[path.length - 1], get(name));
    }
    return lists(root);
  }

  /** Objects whose members are all numbered become lists, in the order of the numbers. */
  private static JsonNode lists(ObjectNode node) {
    var members = new LinkedHashMap<String, JsonNode>();
    node.properties()
        .forEach(
            member ->
                members.put(
                    member.getKey(),
                    member.getValue() instanceof ObjectNode object
                        ? lists(object)
                        : member.getValue()));
    if (!members.keySet().stream().allMatch(Attributes::isIndex)) {
      return JsonNodeFactory.instance.objectNode().setAll(members);
    }
    var numbers = new ArrayList<>(members.keySet().stream().map(Integer::valueOf).toList());
    numbers.sort(null);
    var list = JsonNodeFactory.instance.arrayNode();
    numbers.forEach(number -> list.add(members.get(String.valueOf(number))));
    return list;
  }

  private static boolean isIndex(String name) {
    return name.matches("0|[1-9]\\d{0,4}") && Integer.parseInt(name) < MOST_ITEMS;
  }

  /** The JSON of a text that is JSON, a structured value as it is; empty for other text. */
  static Optional<JsonNode> parsed(JsonNode value) {
    if (value.isContainerNode()) {
      return Optional.of(value);
    }
    var text = value.isTextual() ? value.textValue().strip() : "";
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // text that only looks like JSON, or was cut by the client
    }
  }
}
