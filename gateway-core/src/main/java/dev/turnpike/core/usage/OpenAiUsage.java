package dev.turnpike.core.usage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads usage in OpenAI's form, with the additions of those who serve it: cached and audio tokens
 * stand inside {@code prompt_tokens}, reasoning and audio inside {@code completion_tokens}, and are
 * taken out of them here, once.
 */
public final class OpenAiUsage {
  private long prompt;
  private long completion;
  private long cacheRead;
  private long cacheWrite;
  private long audioInput;
  private long audioOutput;
  private long reasoning;
  private long total;

  private OpenAiUsage() {}

  /** Reads the object whose opening brace the parser stands on, to its closing one. */
  public static Usage read(JsonParser json) throws IOException {
    var told = new OpenAiUsage();
    told.members(json, "");
    return told.buckets();
  }

  private void members(JsonParser json, String parent) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
        count(parent, name, count(json));
      } else if (token == JsonToken.START_OBJECT && parent.isEmpty()) {
        members(json, name);
      } else {
        json.skipChildren();
      }
    }
  }

  private static long count(JsonParser json) throws IOException {
    double value = json.getDoubleValue();
    return value >= 0 && value < 1e15 ? (long) value : 0;
  }

  private void count(String parent, String name, long value) {
    switch (name) {
      case "prompt_tokens", "input_tokens" -> prompt = value;
      case "completion_tokens", "output_tokens" -> completion = value;
      case "cached_tokens", "cache_read_input_tokens", "prompt_cache_hit_tokens" ->
          cacheRead = Math.max(cacheRead, value);
      case "cache_write_tokens", "cache_creation_tokens", "cache_creation_input_tokens" ->
          cacheWrite = Math.max(cacheWrite, value);
      case "total_tokens" -> total = value;
      case "reasoning_tokens" -> reasoning = Math.max(reasoning, value);
      case "audio_tokens" -> {
        if (parent.startsWith("completion") || parent.startsWith("output")) {
          audioOutput = value;
        } else {
          audioInput = value;
        }
      }
      default -> {
        // counters that no price depends on
      }
    }
  }

  private Usage buckets() {
    // xAI counts reasoning beside completion_tokens; its total tells.
    boolean apart = reasoning > 0 && total == prompt + completion + reasoning;
    return new Usage(
        Math.max(0, prompt - cacheRead - cacheWrite - audioInput),
        cacheRead,
        cacheWrite,
        Math.max(0, completion - audioOutput - (apart ? 0 : reasoning)),
        reasoning,
        audioInput,
        audioOutput);
  }
}
