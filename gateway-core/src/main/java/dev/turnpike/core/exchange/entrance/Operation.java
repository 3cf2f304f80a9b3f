package dev.turnpike.core.exchange.entrance;

/** What a model is asked to do. */
public enum Operation {
  /** To go on with a conversation, in any dialect. */
  CONVERSE("chat", ""),
  /** To say how many tokens a prompt has. */
  COUNT_TOKENS("other", "/count_tokens"),
  COMPLETIONS("completion", "/completions"),
  EMBEDDINGS("embedding", "/embeddings"),
  SPEECH("speech", "/audio/speech"),
  TRANSCRIPTIONS("transcription", "/audio/transcriptions"),
  IMAGE_GENERATIONS("other", "/images/generations"),
  IMAGE_EDITS("other", "/images/edits"),
  RERANK("reranker", "/rerank"),
  MODERATIONS("other", "/moderations");

  private final String logType;
  private final String path;

  Operation(String logType, String path) {
    this.logType = logType;
    this.path = path;
  }

  /** The {@code log_type} of its log row. */
  public String logType() {
    return logType;
  }

  /** Where a provider serves it, below its base URL. */
  public String path() {
    return path;
  }
}
