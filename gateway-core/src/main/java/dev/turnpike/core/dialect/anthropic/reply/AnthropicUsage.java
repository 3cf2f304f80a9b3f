package dev.turnpike.core.dialect.anthropic.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Token counts as Anthropic writes them: {@code input_tokens} leaves cached tokens out, {@code
 * output_tokens} holds the thinking.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">usage</a>
 */
public final class AnthropicUsage {
  private AnthropicUsage() {}

  /** Usage of a message; null when the node holds none. */
  public static @Nullable Usage read(@Nullable JsonNode usage) {
    if (usage == null || !(usage.has("input_tokens") || usage.has("output_tokens"))) {
      return null;
    }
    long output = Json.count(usage, "output_tokens");
    long thinking =
        Math.min(output, Json.count(usage.path("output_tokens_details"), "thinking_tokens"));
    return new Usage(
        Json.count(usage, "input_tokens"),
        Json.count(usage, "cache_read_input_tokens"),
        Json.count(usage, "cache_creation_input_tokens"),
        output - thinking,
        thinking,
        0,
        0);
  }

  public static ObjectNode write(Usage usage) {
    var node =
        Json.object()
            .put("input_tokens", usage.input() + usage.audioInput())
            .put("cache_creation_input_tokens", usage.cacheWrite())
            .put("cache_read_input_tokens", usage.cacheRead())
            .put("output_tokens", usage.completion());
    if (usage.reasoning() > 0) {
      node.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
    }
    return node;
  }
}
