package dev.turnpike.core.upstream.call;

import dev.turnpike.core.catalog.Provider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request ready to be sent to a provider.
 *
 * @param origin where scheme, host and port are taken from: the provider's base URL, but where a
 *     provider says that an answer is fetched elsewhere
 * @param target path and query, from the provider's base URL and the operation's path
 * @param headers all that are sent, but for those that frame the message
 */
public record UpstreamCall(
    Provider provider,
    String method,
    URI origin,
    String target,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    boolean stream) {
  public UpstreamCall {
    headers = List.copyOf(headers);
  }

  /** A POST to the provider. */
  public UpstreamCall(
      Provider provider,
      String target,
      List<Map.Entry<String, String>> headers,
      byte[] body,
      boolean stream) {
    this(provider, "POST", provider.baseUrl(), target, headers, body, stream);
  }

  /** The same with these headers besides. */
  public UpstreamCall with(List<Map.Entry<String, String>> more) {
    var all = new ArrayList<>(headers);
    all.addAll(more);
    return new UpstreamCall(provider, method, origin, target, all, body, stream);
  }

  @Override
  public String toString() {
    // Headers hold the credential.
    return "UpstreamCall[" + provider.id() + " " + target + ", " + body.length + " bytes]";
  }
}
