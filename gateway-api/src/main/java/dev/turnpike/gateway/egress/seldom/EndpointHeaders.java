package dev.turnpike.gateway.egress.seldom;

import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.provider.AuthScheme;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a provider's endpoint is asked outside of calls: where, and under which credential. */
final class EndpointHeaders {
  private EndpointHeaders() {}

  /** A path below the base URL's own. */
  static String below(URI base, String path) {
    var own = base.getRawPath();
    return (own.endsWith("/") ? own.substring(0, own.length() - 1) : own) + path;
  }

  /** A list to which more may be added. */
  static List<Map.Entry<String, String>> of(
      String accept, AuthScheme auth, ProviderCredential credential) {
    var headers = new ArrayList<Map.Entry<String, String>>();
    headers.add(Map.entry("accept", accept));
    headers.add(Map.entry("user-agent", "Turnpike"));
    if (credential.apiKey() != null && auth.showsKey()) {
      headers.add(Map.entry(auth.header(), auth.value(credential.apiKey())));
    }
    credential.headers().forEach((name, value) -> headers.add(Map.entry(name, value)));
    return headers;
  }
}
