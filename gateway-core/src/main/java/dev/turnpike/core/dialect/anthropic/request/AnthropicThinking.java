package dev.turnpike.core.dialect.anthropic.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Message.Role;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.Thinking;
import dev.turnpike.core.dialect.canon.request.Thinking.Effort;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Drops;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code max_tokens} and {@code thinking}, which depend on each other: a budget is at least
 * 1,024 and below {@code max_tokens}.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/extended-thinking">Extended
 *     thinking</a>
 */
final class AnthropicThinking {
  /** The vendor demands a limit; this is what its clients are given when they say none. */
  private static final long DEFAULT_MAX_TOKENS = 4_096;

  private static final long LEAST_BUDGET = 1_024;

  private final ChatRequest request;
  private final Target target;
  private final Drops drops;

  AnthropicThinking(ChatRequest request, Target target, Drops drops) {
    this.request = request;
    this.target = target;
    this.drops = drops;
  }

  /** Answers whether the model will think, which forbids some sampling parameters. */
  boolean write(ObjectNode body) {
    var asked = request.sampling().maxTokens();
    var thinking = request.thinking();
    long max = asked != null ? asked : DEFAULT_MAX_TOKENS;
    if (thinking == null || thinking.off()) {
      body.put("max_tokens", max);
      return false;
    }
    if (request.tooling().mustCall()) {
      // Thinking and a forced call exclude each other at the vendor; the call is what was demanded.
      drops.add("reasoning_effort");
      body.put("max_tokens", max);
      return false;
    }
    return ClaudeModels.adaptive(target.model())
        ? adaptive(thinking, body, asked)
        : budget(thinking, body, asked);
  }

  private boolean adaptive(Thinking thinking, ObjectNode body, @Nullable Long asked) {
    body.put("max_tokens", asked != null ? asked : DEFAULT_MAX_TOKENS + thinking.budgetOrMapped());
    display(body.putObject("thinking").put("type", "adaptive"), thinking);
    if (thinking.effort() != null || thinking.budget() != null) {
      var effort = thinking.effortOrMapped();
      var word = effort == Effort.MINIMAL ? Effort.LOW : effort;
      body.putObject("output_config").put("effort", word.wire());
    }
    return true;
  }

  private boolean budget(Thinking thinking, ObjectNode body, @Nullable Long asked) {
    long budget = Math.max(LEAST_BUDGET, thinking.budgetOrMapped());
    if (asked != null && budget >= asked) {
      budget = asked * 4 / 5;
    }
    body.put("max_tokens", asked != null ? asked : DEFAULT_MAX_TOKENS + budget);
    if (budget < LEAST_BUDGET || !mayThink()) {
      drops.add("reasoning_effort");
      return false;
    }
    display(
        body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget), thinking);
    return true;
  }

  private static void display(ObjectNode node, Thinking thinking) {
    if (thinking.visible() != null) {
      node.put("display", thinking.visible() ? "summarized" : "omitted");
    }
  }

  /**
   * Within a turn of tool calls the vendor demands the signed thought that led to the call; a
   * conversation that came from elsewhere has none.
   */
  private boolean mayThink() {
    var messages = request.messages();
    if (messages.isEmpty() || messages.getLast().role() != Role.TOOL) {
      return true;
    }
    for (var message : messages.reversed()) {
      if (message.role() == Role.ASSISTANT) {
        return !message.blocks().isEmpty()
            && message.blocks().getFirst() instanceof Block.Reasoning(var text, var seal)
            && seal != null
            && seal.origin() == DialectId.ANTHROPIC_MESSAGES;
      }
    }
    return true;
  }
}
