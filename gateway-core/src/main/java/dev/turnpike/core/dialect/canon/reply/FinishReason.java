package dev.turnpike.core.dialect.canon.reply;

/** Why the model stopped. Each room holds its own table of words. */
public enum FinishReason {
  /** It had said what it had to say. */
  STOP,
  /** It met a stop sequence of the caller. */
  STOP_SEQUENCE,
  /** The token limit of the request. */
  LENGTH,
  /** The context window of the model. */
  CONTEXT_WINDOW,
  /** It waits for the result of a tool. */
  TOOL_USE,
  /** A filter of the provider removed or blocked the answer. */
  CONTENT_FILTER,
  /** The model declined. */
  REFUSAL,
  /** A tool run by the provider takes long; the caller sends the turn back to go on. */
  PAUSE,
  /** The model wrote a tool call that the provider could not read. */
  MALFORMED_TOOL_USE,
  /** A word none of the tables has. */
  OTHER;

  /**
   * The reason, corrected where a provider says "stop" beside tool calls, as several compatible
   * servers do; clients of other dialects run tools only on the right word.
   */
  public FinishReason given(boolean hasToolUse) {
    return hasToolUse && this == STOP ? TOOL_USE : this;
  }
}
