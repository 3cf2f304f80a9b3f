package dev.turnpike.core.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * {@code usage}: {@code inputTokens} leaves cached tokens out; reasoning is part of {@code
 * outputTokens} and told nowhere.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html">Prompt
 *     caching</a> (read 2026-11-22)
 */
final class ConverseUsage {
  private ConverseUsage() {}

  /** Null when the node holds none. */
  static @Nullable Usage read(@Nullable JsonNode usage) {
    if (usage == null || !(usage.has("inputTokens") || usage.has("outputTokens"))) {
      return null;
    }
    return new Usage(
        Json.count(usage, "inputTokens"),
        Json.count(usage, "cacheReadInputTokens"),
        Json.count(usage, "cacheWriteInputTokens"),
        Json.count(usage, "outputTokens"),
        0,
        0,
        0);
  }
}
