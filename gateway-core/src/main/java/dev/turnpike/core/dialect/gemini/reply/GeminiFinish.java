package dev.turnpike.core.dialect.gemini.reply;

import dev.turnpike.core.dialect.canon.reply.FinishReason;

/** The words of {@code finishReason}. */
public final class GeminiFinish {
  private GeminiFinish() {}

  public static FinishReason read(String word) {
    return switch (word) {
      case "STOP" -> FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "MODEL_ARMOR" ->
          FinishReason.CONTENT_FILTER;
      case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS" ->
          FinishReason.MALFORMED_TOOL_USE;
      default -> FinishReason.OTHER;
    };
  }

  /** Google says {@code STOP} beside calls, too. */
  public static String write(FinishReason reason) {
    return switch (reason) {
      case STOP, STOP_SEQUENCE, TOOL_USE, PAUSE -> "STOP";
      case LENGTH, CONTEXT_WINDOW -> "MAX_TOKENS";
      case CONTENT_FILTER, REFUSAL -> "SAFETY";
      case MALFORMED_TOOL_USE -> "MALFORMED_FUNCTION_CALL";
      case OTHER -> "OTHER";
    };
  }
}
