package dev.turnpike.gateway.console;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A session cookie's value, to be turned into an identity. */
final class SessionRequest extends BaseAuthenticationRequest {
  private final String cookie;

  SessionRequest(String cookie) {
    this.cookie = cookie;
  }

  String cookie() {
    return cookie;
  }
}
