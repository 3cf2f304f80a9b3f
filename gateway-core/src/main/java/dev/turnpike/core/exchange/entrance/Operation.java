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
  TRANSLATIONS("transcription", "/audio/translations"),
  IMAGE_GENERATIONS("other", "/images/generations"),
  IMAGE_EDITS("other", "/images/edits"),
  IMAGE_VARIATIONS("other", "/images/variations"),
  RERANK("reranker", "/rerank"),
  MODERATIONS("other", "/moderations"),
  /** Google's, one text. */
  EMBED_CONTENT("embedding", ":embedContent"),
  /** Google's, several texts. */
  BATCH_EMBED_CONTENTS("embedding", ":batchEmbedContents"),
  /** Reducto's: to take in a file. */
  DOCUMENT_UPLOAD("other", "/upload"),
  /** Reducto's: to parse a document while the caller waits. */
  DOCUMENT_PARSE("other", "/parse"),
  /** Reducto's: to make a job that parses it. */
  DOCUMENT_PARSE_ASYNC("other", "/parse_async"),
  /** Reducto's: how far the job is, and its result. */
  DOCUMENT_JOB("other", "/job"),
  /** Reducto's: to end the job. */
  DOCUMENT_CANCEL("other", "/cancel");

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

  /** Whether files come with it, and so its body may be a form. */
  public boolean takesForms() {
    return switch (this) {
      case TRANSCRIPTIONS, TRANSLATIONS, IMAGE_EDITS, IMAGE_VARIATIONS, DOCUMENT_UPLOAD -> true;
      default -> false;
    };
  }

  /** Whether it may come without a body. */
  public boolean mayBeBare() {
    return switch (this) {
      case DOCUMENT_UPLOAD, DOCUMENT_JOB, DOCUMENT_CANCEL -> true;
      default -> false;
    };
  }

  /** Whether it is one of several calls about one thing, which one credential must make. */
  public boolean isOfSeveral() {
    return switch (this) {
      case DOCUMENT_UPLOAD, DOCUMENT_PARSE, DOCUMENT_PARSE_ASYNC, DOCUMENT_JOB, DOCUMENT_CANCEL ->
          true;
      default -> false;
    };
  }

  /** Where a provider serves it, below its base URL or its model. */
  public String path() {
    return path;
  }
}
