package dev.turnpike.core.exchange.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.Sampling;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A provider's default parameters. They are typed in OpenAI's words, whatever the provider speaks;
 * the caller's own always win.
 */
public final class Defaults {
  private static final Set<String> BOUNDS =
      Set.of("max_tokens", "max_completion_tokens", "max_output_tokens");

  private Defaults() {}

  /**
   * The top-level member this default goes to; absent when the caller said it, in this or another
   * spelling.
   */
  static @Nullable String topLevel(String name, DialectId dialect, Predicate<String> said) {
    if (!BOUNDS.contains(name)) {
      return said.test(name) ? null : name;
    }
    if (BOUNDS.stream().anyMatch(said)) {
      return null;
    }
    return switch (dialect) {
      case OPENAI_RESPONSES -> "max_output_tokens";
      case ANTHROPIC_MESSAGES -> "max_tokens";
      case OPENAI_CHAT,
          GEMINI_GENERATE,
          BEDROCK_CONVERSE,
          COHERE_CHAT,
          REPLICATE_PREDICTIONS,
          REDUCTO_PARSE ->
          name;
    };
  }

  /** Google's name of the parameter in {@code generationConfig}; absent when it has none. */
  static @Nullable String inGeneration(String name) {
    return switch (name) {
      case "temperature", "seed" -> name;
      case "top_p" -> "topP";
      case "top_k" -> "topK";
      case "max_tokens", "max_completion_tokens", "max_output_tokens" -> "maxOutputTokens";
      case "presence_penalty" -> "presencePenalty";
      case "frequency_penalty" -> "frequencyPenalty";
      default -> null;
    };
  }

  /** The request with those defaults that every dialect knows in some form. */
  public static ChatRequest applied(ChatRequest request, Map<String, JsonNode> defaults) {
    if (defaults.isEmpty()) {
      return request;
    }
    var s = request.sampling();
    var sampling =
        new Sampling(
            decimal(s.temperature(), defaults.get("temperature")),
            decimal(s.topP(), defaults.get("top_p")),
            s.topK() != null ? s.topK() : integer(defaults.get("top_k")),
            s.maxTokens() != null ? s.maxTokens() : bound(defaults),
            s.stop(),
            s.seed() != null ? s.seed() : whole(defaults.get("seed")),
            s.n(),
            decimal(s.presencePenalty(), defaults.get("presence_penalty")),
            decimal(s.frequencyPenalty(), defaults.get("frequency_penalty")),
            s.logitBias(),
            s.logprobs(),
            s.topLogprobs());
    return new ChatRequest(
        request.model(),
        request.stream(),
        request.streamUsage(),
        request.messages(),
        request.tooling(),
        sampling,
        request.thinking(),
        request.output(),
        request.tags(),
        request.extras());
  }

  /** Whether {@link #applied} sees to it. */
  public static boolean isCommon(String name) {
    return inGeneration(name) != null;
  }

  private static @Nullable Long bound(Map<String, JsonNode> defaults) {
    for (var name : BOUNDS) {
      var bound = whole(defaults.get(name));
      if (bound != null) {
        return bound;
      }
    }
    return null;
  }

  private static @Nullable BigDecimal decimal(
      @Nullable BigDecimal said, @Nullable JsonNode fallback) {
    return said != null || fallback == null || !fallback.isNumber()
        ? said
        : fallback.decimalValue();
  }

  private static @Nullable Integer integer(@Nullable JsonNode value) {
    return value != null && value.canConvertToInt() ? (Integer) value.intValue() : null;
  }

  private static @Nullable Long whole(@Nullable JsonNode value) {
    return value != null && value.canConvertToLong() ? (Long) value.longValue() : null;
  }
}
