package dev.turnpike.core.upstream.token;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An OAuth 2.0 token request, ready to be posted; {@link #toString} tells no more than where to.
 *
 * @param form the body, {@code application/x-www-form-urlencoded}
 */
public record TokenRequest(URI endpoint, String form) {
  static TokenRequest of(URI endpoint, Map<String, String> parameters) {
    return new TokenRequest(
        endpoint,
        parameters.entrySet().stream()
            .map(p -> p.getKey() + '=' + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }

  @Override
  public String toString() {
    return "TokenRequest[" + endpoint.getHost() + "]";
  }
}
