package dev.turnpike.core.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Token counts in OpenAI's two forms. Both count cached and audio tokens inside the prompt, and
 * reasoning and audio tokens inside the completion; the buckets of {@link Usage} are disjoint, so
 * they are taken out here, once.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/object">usage of chat</a>
 */
public final class OpenAiUsage {
  private static final Form CHAT =
      new Form(
          "prompt_tokens",
          "completion_tokens",
          "prompt_tokens_details",
          "completion_tokens_details");
  private static final Form RESPONSES =
      new Form("input_tokens", "output_tokens", "input_tokens_details", "output_tokens_details");

  private OpenAiUsage() {}

  private record Form(String prompt, String completion, String inDetails, String outDetails) {}

  /** Usage of a chat completion; null when the node holds none. */
  public static @Nullable Usage readChat(@Nullable JsonNode usage) {
    return read(usage, CHAT);
  }

  /** Usage of a response; null when the node holds none. */
  public static @Nullable Usage readResponses(@Nullable JsonNode usage) {
    return read(usage, RESPONSES);
  }

  private static @Nullable Usage read(@Nullable JsonNode usage, Form form) {
    if (usage == null || !(usage.has(form.prompt) || usage.has(form.completion))) {
      return null;
    }
    long prompt = Json.count(usage, form.prompt);
    long completion = Json.count(usage, form.completion);
    var in = usage.path(form.inDetails);
    var out = usage.path(form.outDetails);
    long cached =
        first(
            Json.count(in, "cached_tokens"),
            Json.count(usage, "cache_read_input_tokens"),
            Json.count(usage, "prompt_cache_hit_tokens"));
    // Spellings of OpenRouter, of the platform's answers and of Anthropic behind compatible
    // servers.
    long written =
        first(
            Json.count(in, "cache_write_tokens"),
            Json.count(in, "cache_creation_tokens"),
            Json.count(usage, "cache_creation_input_tokens"));
    long audioIn = Json.count(in, "audio_tokens");
    long reasoning = Json.count(out, "reasoning_tokens");
    long audioOut = Json.count(out, "audio_tokens");
    long total = Json.count(usage, "total_tokens");
    // xAI counts reasoning beside the completion; its total tells.
    boolean apart = reasoning > 0 && total == prompt + completion + reasoning;
    return new Usage(
        Math.max(0, prompt - cached - written - audioIn),
        cached,
        written,
        Math.max(0, completion - audioOut - (apart ? 0 : reasoning)),
        reasoning,
        audioIn,
        audioOut);
  }

  private static long first(long... counts) {
    for (long count : counts) {
      if (count > 0) {
        return count;
      }
    }
    return 0;
  }

  /** The {@code usage} of a chat completion. */
  public static ObjectNode writeChat(Usage usage) {
    var node = write(usage, CHAT);
    if (usage.cacheWrite() > 0) {
      node.put("cache_creation_input_tokens", usage.cacheWrite());
      node.put("cache_read_input_tokens", usage.cacheRead());
    }
    return node;
  }

  /** The {@code usage} of a response. */
  public static ObjectNode writeResponses(Usage usage) {
    return write(usage, RESPONSES);
  }

  private static ObjectNode write(Usage usage, Form form) {
    var node = Json.object();
    node.put(form.prompt, usage.prompt());
    node.put(form.completion, usage.completion());
    node.put("total_tokens", usage.total());
    var in = node.putObject(form.inDetails);
    in.put("cached_tokens", usage.cacheRead());
    if (usage.cacheWrite() > 0) {
      in.put("cache_creation_tokens", usage.cacheWrite());
    }
    if (usage.audioInput() > 0) {
      in.put("audio_tokens", usage.audioInput());
    }
    var out = node.putObject(form.outDetails);
    out.put("reasoning_tokens", usage.reasoning());
    if (usage.audioOutput() > 0) {
      out.put("audio_tokens", usage.audioOutput());
    }
    return node;
  }
}
