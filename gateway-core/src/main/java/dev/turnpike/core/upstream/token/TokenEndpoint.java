package dev.turnpike.core.upstream.token;

import java.util.concurrent.CompletionStage;

/** Posts token requests. Never blocks; thread-safe. */
public interface TokenEndpoint {
  /** What came back. */
  record Reply(int status, byte[] body) {}

  /**
   * @return fails when there was no answer; an error status is an answer
   */
  CompletionStage<Reply> post(TokenRequest request);
}
