package dev.turnpike.core.dialect.contract;

/** How a caller's stream is framed. */
public enum StreamForm {
  /** Server-sent events. */
  SSE("text/event-stream"),
  /** One JSON array, element by element: Gemini without {@code alt=sse}. */
  JSON_ARRAY("application/json");

  private final String mediaType;

  StreamForm(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }
}
