package dev.turnpike.core.upstream.call;

import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.registry.Dialects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an upstream request, built from nothing: what the gateway says, what the
 * provider's owner set, and those of the caller's that the provider's list lets pass. Cookies,
 * hop-by-hop and forwarding headers and the caller's key have no way in.
 */
public final class UpstreamHeaders {
  /** Of the answer, these pass to the caller besides what the dialect itself needs. */
  private static final Set<String> BACK =
      Set.of("retry-after", "retry-after-ms", "openai-processing-ms");

  private UpstreamHeaders() {}

  /**
   * @param caller the first value of a caller's header by lower-case name
   */
  public static List<Map.Entry<String, String>> of(
      Deployment deployment,
      DialectId dialect,
      boolean stream,
      Function<String, @Nullable String> caller) {
    var headers = new ArrayList<Map.Entry<String, String>>();
    var taken = new HashSet<String>();
    headers.add(Map.entry("content-type", "application/json"));
    headers.add(Map.entry("accept", stream ? streamType(dialect) : "application/json"));
    // Bytes are observed as they pass: compressed ones would have to be undone and redone.
    headers.add(Map.entry("accept-encoding", "identity"));
    headers.add(Map.entry("user-agent", "Turnpike"));
    taken.addAll(List.of("content-type", "accept-encoding"));
    var credential = deployment.credential();
    credential
        .headers()
        .forEach(
            (name, value) -> {
              var lower = name.toLowerCase(Locale.ROOT);
              headers.removeIf(h -> h.getKey().equals(lower));
              headers.add(Map.entry(lower, value));
              taken.add(lower);
            });
    var scheme = deployment.provider().auth(dialect);
    var apiKey = credential.apiKey();
    if (apiKey != null && scheme.showsKey() && taken.add(scheme.header())) {
      headers.add(Map.entry(scheme.header(), scheme.value(apiKey)));
    }
    for (var name : deployment.provider().forwardHeaders()) {
      var value = caller.apply(name);
      if (value != null && !taken.contains(name)) {
        headers.removeIf(h -> h.getKey().equals(name));
        headers.add(Map.entry(name, value));
      }
    }
    return headers;
  }

  private static String streamType(DialectId dialect) {
    return Dialects.ofProvider(dialect).framing().mediaType();
  }

  /** Whether a header of the answer passes to the caller. */
  public static boolean passesBack(String lowerCaseName) {
    return BACK.contains(lowerCaseName)
        || lowerCaseName.startsWith("x-ratelimit-")
        || lowerCaseName.startsWith("anthropic-ratelimit-");
  }
}
