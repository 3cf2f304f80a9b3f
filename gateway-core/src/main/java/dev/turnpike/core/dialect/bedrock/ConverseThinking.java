package dev.turnpike.core.dialect.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.Thinking;
import dev.turnpike.core.dialect.canon.request.Thinking.Effort;
import dev.turnpike.core.dialect.json.Drops;
import org.jspecify.annotations.Nullable;

/**
 * Asks for reasoning in the words of the model's vendor, which Converse passes on.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-reasoning.html">
 *     Reasoning</a> (read 2026-11-22)
 */
final class ConverseThinking {
  private static final long LEAST_BUDGET = 1_024;

  /** What is left for the answer itself where the caller set no limit. */
  private static final long ANSWER = 4_096;

  private final ChatRequest request;
  private final String model;
  private final ObjectNode body;
  private final Drops drops;
  private @Nullable Long maxTokens;

  ConverseThinking(ChatRequest request, String model, ObjectNode body, Drops drops) {
    this.request = request;
    this.model = model;
    this.body = body;
    this.drops = drops;
    this.maxTokens = request.sampling().maxTokens();
  }

  /** The limit to send: a budget of thoughts counts against it. */
  @Nullable Long maxTokens() {
    return maxTokens;
  }

  /** Answers whether the model was told to think. */
  boolean write() {
    var thinking = request.thinking();
    if (thinking == null || thinking.off()) {
      return false;
    }
    return switch (ModelVendor.of(model)) {
      case ANTHROPIC -> claude(thinking);
      case AMAZON -> {
        fields()
            .putObject("reasoningConfig")
            .put("type", "enabled")
            .put("maxReasoningEffort", threeSteps(thinking));
        yield true;
      }
      case OPENAI -> {
        fields().put("reasoning_effort", threeSteps(thinking));
        yield true;
      }
      case OTHER -> {
        drops.add("reasoning_effort");
        yield false;
      }
    };
  }

  private boolean claude(Thinking thinking) {
    if (request.tooling().mustCall()) {
      // Thinking and a forced call exclude each other; the call is what was demanded.
      drops.add("reasoning_effort");
      return false;
    }
    if (ModelVendor.takesEffort(model)) {
      fields().putObject("thinking").put("type", "adaptive");
      if (thinking.effort() != null || thinking.budget() != null) {
        var effort = thinking.effortOrMapped();
        var word = effort == Effort.MINIMAL ? Effort.LOW : effort;
        body.withObject("/outputConfig").put("effort", word.wire());
      }
      return true;
    }
    long budget = Math.max(LEAST_BUDGET, thinking.budgetOrMapped());
    if (maxTokens == null) {
      maxTokens = budget + ANSWER;
    } else if (budget >= maxTokens) {
      budget = maxTokens * 4 / 5;
    }
    if (budget < LEAST_BUDGET) {
      drops.add("reasoning_effort");
      return false;
    }
    fields().putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
    return true;
  }

  private static String threeSteps(Thinking thinking) {
    return switch (thinking.effortOrMapped()) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH, XHIGH, MAX -> "high";
    };
  }

  private ObjectNode fields() {
    return body.withObject("/additionalModelRequestFields");
  }
}
