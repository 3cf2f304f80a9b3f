package dev.turnpike.core.error;

/**
 * How one caller dialect says an error. One implementation per dialect; the rest of the gateway
 * only knows {@link GatewayError}. Thread-safe and pure.
 */
public interface ErrorForm {
  /** The JSON body of an answer that is nothing but this error, in UTF-8. */
  byte[] body(GatewayError error);

  /**
   * What is written into a stream that already began: whole events, after which the connection is
   * aborted. SDKs must raise on it.
   */
  byte[] event(GatewayError error);
}
