package dev.turnpike.core.dialect.gemini.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Token counts as Google writes them: the prompt holds cached tokens, the candidates do not hold
 * thoughts, and what hosted tools put into the prompt is counted apart.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#UsageMetadata">UsageMetadata</a>
 */
public final class GeminiUsage {
  private GeminiUsage() {}

  /** Usage of an answer; null when the node holds none. */
  public static @Nullable Usage read(@Nullable JsonNode usage) {
    if (usage == null
        || !(usage.has("promptTokenCount")
            || usage.has("candidatesTokenCount")
            || usage.has("totalTokenCount"))) {
      return null;
    }
    long prompt =
        Json.count(usage, "promptTokenCount") + Json.count(usage, "toolUsePromptTokenCount");
    long cached = Math.min(prompt, Json.count(usage, "cachedContentTokenCount"));
    long audioIn =
        Math.min(
            prompt - cached,
            Math.max(
                0,
                audio(usage.path("promptTokensDetails"))
                    - audio(usage.path("cacheTokensDetails"))));
    long candidates = Json.count(usage, "candidatesTokenCount");
    long audioOut = Math.min(candidates, audio(usage.path("candidatesTokensDetails")));
    return new Usage(
        prompt - cached - audioIn,
        cached,
        0,
        candidates - audioOut,
        Json.count(usage, "thoughtsTokenCount"),
        audioIn,
        audioOut);
  }

  private static long audio(JsonNode details) {
    long sum = 0;
    for (var detail : details) {
      if (Json.text(detail, "modality").equals("AUDIO")) {
        sum += Json.count(detail, "tokenCount");
      }
    }
    return sum;
  }

  public static ObjectNode write(Usage usage) {
    var node =
        Json.object()
            .put("promptTokenCount", usage.prompt())
            .put("candidatesTokenCount", usage.output() + usage.audioOutput())
            .put("totalTokenCount", usage.total());
    if (usage.cacheRead() > 0) {
      node.put("cachedContentTokenCount", usage.cacheRead());
    }
    if (usage.reasoning() > 0) {
      node.put("thoughtsTokenCount", usage.reasoning());
    }
    audio(usage.prompt(), usage.audioInput(), "promptTokensDetails", node);
    audio(
        usage.output() + usage.audioOutput(), usage.audioOutput(), "candidatesTokensDetails", node);
    return node;
  }

  private static void audio(long all, long audio, String name, ObjectNode node) {
    if (audio > 0) {
      var details = node.putArray(name);
      details.addObject().put("modality", "TEXT").put("tokenCount", all - audio);
      details.addObject().put("modality", "AUDIO").put("tokenCount", audio);
    }
  }
}
