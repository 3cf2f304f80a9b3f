package dev.turnpike.core.dialect.bedrock;

import dev.turnpike.core.dialect.canon.reply.FinishReason;

/** {@code stopReason}. */
final class ConverseStop {
  private ConverseStop() {}

  static FinishReason read(String word) {
    return switch (word) {
      case "end_turn" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "max_tokens" -> FinishReason.LENGTH;
      case "model_context_window_exceeded" -> FinishReason.CONTEXT_WINDOW;
      case "tool_use" -> FinishReason.TOOL_USE;
      case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
      case "malformed_tool_use" -> FinishReason.MALFORMED_TOOL_USE;
      default -> FinishReason.OTHER;
    };
  }
}
