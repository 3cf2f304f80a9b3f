package dev.turnpike.core.dialect.contract;

/** How a provider's stream is cut into events. */
public enum StreamFraming {
  /** Server-sent events. */
  SSE("text/event-stream"),
  /** None: the whole answer at once, told to a caller who wants a stream as one. */
  WHOLE("application/json"),
  /** AWS's binary messages. */
  AWS_EVENTS("application/vnd.amazon.eventstream");

  private final String mediaType;

  StreamFraming(String mediaType) {
    this.mediaType = mediaType;
  }

  /** What the provider is asked to answer with. */
  public String mediaType() {
    return mediaType;
  }
}
