package dev.turnpike.core.upstream.token;

import java.time.Instant;

/** What a call is shown with until it expires; {@link #toString} tells nothing. */
public record AccessToken(String value, Instant expires) {
  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
