package dev.turnpike.core.upstream.token;

import java.time.Instant;

/** A lasting secret that tokens are given for. */
public interface TokenSource {
  /** Names the secret without telling it: equal for equal secrets, scopes and endpoints alone. */
  String identity();

  /** Asks for a token. */
  TokenRequest request(Instant now);
}
