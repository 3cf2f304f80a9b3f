package dev.turnpike.core.usage;

/**
 * Token counts as the provider counts them, in disjoint buckets: no token stands in two of them.
 *
 * @param input prompt tokens at the full price (text; neither cached nor audio)
 * @param cacheRead prompt tokens served from the provider's prompt cache
 * @param cacheWrite prompt tokens written to that cache
 * @param output completion tokens a caller can see (text; neither reasoning nor audio)
 * @param reasoning completion tokens spent on hidden reasoning
 * @param audioInput prompt tokens of audio
 * @param audioOutput completion tokens of audio
 */
public record Usage(
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0);

  public Usage {
    if (input < 0
        || cacheRead < 0
        || cacheWrite < 0
        || output < 0
        || reasoning < 0
        || audioInput < 0
        || audioOutput < 0) {
      throw new IllegalArgumentException("negative token count");
    }
  }

  /** Plain text usage without cache or reasoning. */
  public static Usage ofText(long input, long output) {
    return new Usage(input, 0, 0, output, 0, 0, 0);
  }

  /** All tokens of the prompt: what OpenAI calls {@code prompt_tokens}. */
  public long prompt() {
    return input + cacheRead + cacheWrite + audioInput;
  }

  /** All tokens of the answer: what OpenAI calls {@code completion_tokens}. */
  public long completion() {
    return output + reasoning + audioOutput;
  }

  public long total() {
    return prompt() + completion();
  }
}
