package dev.turnpike.core.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What is billed, where that is told: {@code tokens} counts the vendor's own additions to the
 * prompt too, which cost nothing.
 */
final class CohereUsage {
  private CohereUsage() {}

  /** Null when the node holds none. */
  static @Nullable Usage read(@Nullable JsonNode usage) {
    if (usage == null) {
      return null;
    }
    var counts = usage.path("billed_units").has("input_tokens") ? "billed_units" : "tokens";
    var node = usage.path(counts);
    if (!node.has("input_tokens") && !node.has("output_tokens")) {
      return null;
    }
    long input = Json.count(node, "input_tokens");
    long cached = Math.min(input, Json.count(usage, "cached_tokens"));
    return new Usage(input - cached, cached, 0, Json.count(node, "output_tokens"), 0, 0, 0);
  }
}
