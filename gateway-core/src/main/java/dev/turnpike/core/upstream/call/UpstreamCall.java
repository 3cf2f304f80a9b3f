package dev.turnpike.core.upstream.call;

import dev.turnpike.core.catalog.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request ready to be sent to a provider.
 *
 * @param target path and query, from the provider's base URL and the operation's path
 * @param headers all that are sent, but for those that frame the message
 */
public record UpstreamCall(
    Provider provider,
    String target,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    boolean stream) {
  public UpstreamCall {
    headers = List.copyOf(headers);
  }

  /** The same with these headers besides. */
  public UpstreamCall with(List<Map.Entry<String, String>> more) {
    var all = new ArrayList<>(headers);
    all.addAll(more);
    return new UpstreamCall(provider, target, all, body, stream);
  }

  @Override
  public String toString() {
    // Headers hold the credential.
    return "UpstreamCall[" + provider.id() + " " + target + ", " + body.length + " bytes]";
  }
}
