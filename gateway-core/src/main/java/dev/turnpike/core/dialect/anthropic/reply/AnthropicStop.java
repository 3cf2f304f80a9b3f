package dev.turnpike.core.dialect.anthropic.reply;

import dev.turnpike.core.dialect.canon.reply.FinishReason;

/** The words of {@code stop_reason}. */
public final class AnthropicStop {
  private AnthropicStop() {}

  public static FinishReason read(String word) {
    return switch (word) {
      case "end_turn" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "max_tokens" -> FinishReason.LENGTH;
      case "model_context_window_exceeded" -> FinishReason.CONTEXT_WINDOW;
      case "tool_use" -> FinishReason.TOOL_USE;
      case "refusal" -> FinishReason.REFUSAL;
      case "pause_turn" -> FinishReason.PAUSE;
      default -> FinishReason.OTHER;
    };
  }

  public static String write(FinishReason reason) {
    return switch (reason) {
      case STOP, OTHER, MALFORMED_TOOL_USE -> "end_turn";
      case STOP_SEQUENCE -> "stop_sequence";
      case LENGTH -> "max_tokens";
      case CONTEXT_WINDOW -> "model_context_window_exceeded";
      case TOOL_USE -> "tool_use";
      case CONTENT_FILTER, REFUSAL -> "refusal";
      case PAUSE -> "pause_turn";
    };
  }
}
