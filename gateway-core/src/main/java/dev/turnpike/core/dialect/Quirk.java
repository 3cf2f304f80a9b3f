package dev.turnpike.core.dialect;

import java.util.Arrays;
import java.util.Optional;

/** A named deviation of one provider from the dialect it speaks; part of the provider's row. */
public enum Quirk {
  /**
   * The token limit is spelled {@code max_completion_tokens}: OpenAI's reasoning models refuse
   * {@code max_tokens}, while most compatible servers know only the older name.
   */
  MAX_COMPLETION_TOKENS("max-completion-tokens"),
  /** {@code stream_options} is refused, so usage of streams can only be estimated. */
  NO_STREAM_OPTIONS("no-stream-options"),
  /** The role {@code developer} is refused; developer text is sent as {@code system}. */
  DEVELOPER_AS_SYSTEM("developer-as-system"),
  /** Earlier reasoning must be sent back as {@code reasoning_content} (DeepSeek, Moonshot). */
  REASONING_IN_HISTORY("reasoning-in-history"),
  /** {@code response_format: json_schema} is not offered. */
  NO_JSON_SCHEMA("no-json-schema"),
  /** {@code parallel_tool_calls} is refused, whatever it says. */
  NO_PARALLEL_TOOL_CALLS("no-parallel-tool-calls"),
  /**
   * Claude models, and only they, are served in Anthropic's format, with the model and {@code
   * rawPredict} in the path and {@code anthropic_version} in the body (Vertex AI).
   */
  CLAUDE_BY_RAW_PREDICT("claude-by-raw-predict"),
  /** {@code top_k} is known beside OpenAI's own parameters (vLLM, llama.cpp, OpenRouter). */
  TOP_K("top-k");

  private final String wire;

  Quirk(String wire) {
    this.wire = wire;
  }

  /** The name in a provider's settings. */
  public String wire() {
    return wire;
  }

  public static Optional<Quirk> ofWire(String wire) {
    return Arrays.stream(values()).filter(q -> q.wire.equals(wire)).findFirst();
  }
}
