package dev.turnpike.ingest.api.form;

import dev.turnpike.core.usage.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Token counts in the forms clients send: single fields, and a {@code usage} object as OpenAI's
 * chat, OpenAI's Responses or Anthropic write it. A single field wins over the object.
 */
final class UsageForm {
  private final WireFields fields;
  private final WireFields usage;

  UsageForm(WireFields fields) {
    this.fields = fields;
    this.usage = fields.object("usage");
  }

  /** Empty when nothing was told, which is not the same as zero tokens. */
  Optional<Usage> read() {
    var details = inputDetails();
    var prompt = either(fields.count("prompt_tokens", "input_tokens"), inUsage("prompt_tokens"));
    var completion =
        either(
            fields.count("completion_tokens", "output_tokens"),
            either(inUsage("completion_tokens"), inUsage("output_tokens")));
    var anthropicInput = prompt == null && !isResponsesForm() ? inUsage("input_tokens") : null;
    if (prompt == null && isResponsesForm()) {
      prompt = inUsage("input_tokens");
    }
    var cacheRead =
        zero(
            either(
                fields.count("prompt_cache_hit_tokens"),
                either(inUsage("cache_read_input_tokens"), details.count("cached_tokens"))));
    var cacheWrite =
        zero(
            either(
                fields.count("prompt_cache_creation_tokens"),
                inUsage("cache_creation_input_tokens")));
    var reasoning = reasoning();
    if (prompt == null && anthropicInput == null && completion == null) {
      return total(cacheRead + cacheWrite + reasoning > 0);
    }
    var audio = zero(details.count("audio_tokens"));
    var input =
        anthropicInput != null
            ? anthropicInput
            : withoutCached(zero(prompt), cacheRead + cacheWrite, audio);
    var audioInput = anthropicInput == null && input + audio <= zero(prompt) ? audio : 0;
    var output = zero(completion);
    var hidden = Math.min(reasoning, output);
    return Optional.of(
        new Usage(input, cacheRead, cacheWrite, output - hidden, hidden, audioInput, 0));
  }

  /**
   * Prompt tokens include cached ones in OpenAI's way of counting. When the cached ones are more,
   * the client counted them apart, as Anthropic does.
   */
  private static long withoutCached(long prompt, long cached, long audio) {
    if (cached > prompt) {
      return prompt;
    }
    var rest = prompt - cached;
    return audio <= rest ? rest - audio : rest;
  }

  /** A total alone says nothing of what was cheap and what was dear. */
  private Optional<Usage> total(boolean others) {
    var total =
        either(fields.count("total_request_tokens", "total_tokens"), inUsage("total_tokens"));
    if (total == null && !others) {
      return Optional.empty();
    }
    return Optional.of(Usage.ofText(zero(total), 0));
  }

  private boolean isResponsesForm() {
    return usage.any("input_tokens_details").isObject();
  }

  private WireFields inputDetails() {
    return isResponsesForm()
        ? usage.object("input_tokens_details")
        : usage.object("prompt_tokens_details");
  }

  private long reasoning() {
    var details =
        usage.any("output_tokens_details").isObject()
            ? usage.object("output_tokens_details")
            : usage.object("completion_tokens_details");
    return zero(either(fields.count("reasoning_tokens"), details.count("reasoning_tokens")));
  }

  private @Nullable Long inUsage(String name) {
    return usage.count(name);
  }

  private static @Nullable Long either(@Nullable Long first, @Nullable Long second) {
    return first != null ? first : second;
  }

  private static long zero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
