package dev.turnpike.core.dialect.openai.chat.reply;

import dev.turnpike.core.dialect.canon.reply.FinishReason;

/** The words of {@code finish_reason}. */
public final class ChatFinish {
  private ChatFinish() {}

  public static FinishReason read(String word) {
    return switch (word) {
      case "stop", "eos", "end_turn", "eos_token" -> FinishReason.STOP;
      case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
      case "length", "max_tokens", "model_length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_USE;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /**
   * The word for a caller. OpenAI says {@code stop} beside a refusal text; a refusal without one is
   * what it calls a filter.
   */
  public static String write(FinishReason reason, boolean hasRefusalText) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, PAUSE, OTHER, MALFORMED_TOOL_USE -> "stop";
      case LENGTH, CONTEXT_WINDOW -> "length";
      case TOOL_USE -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
      case REFUSAL -> hasRefusalText ? "stop" : "content_filter";
    };
  }
}
