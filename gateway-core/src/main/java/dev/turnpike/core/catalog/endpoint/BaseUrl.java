package dev.turnpike.core.catalog.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The address of an endpoint as typed: http or https, a host, perhaps a port and a path. Scheme and
 * host are lower-cased and slashes at the end dropped; nothing else is changed or added.
 */
public sealed interface BaseUrl {
  int LONGEST = 2048;

  record Good(URI uri) implements BaseUrl {}

  /**
   * @param message what is wrong and what to do, in a sentence
   */
  record Bad(String message) implements BaseUrl {}

  /** Ends of addresses that were copied whole from a vendor's page. */
  List<String> OPERATIONS =
      List.of("/chat/completions", "/completions", "/responses", "/messages", "/embeddings");

  static BaseUrl parse(String text) {
    URI typed;
    try {
      typed = new URI(text);
    } catch (URISyntaxException e) {
      return new Bad("Not a URL: unexpected character at position " + (e.getIndex() + 1) + ".");
    }
    var scheme = Objects.requireNonNullElse(typed.getScheme(), "").toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return new Bad("Must begin with http:// or https://, such as http://localhost:11434/v1.");
    }
    if (typed.getRawUserInfo() != null
        || Objects.requireNonNullElse(typed.getRawAuthority(), "").contains("@")) {
      return new Bad("Must not contain a user name or password; put the key into api_key.");
    }
    if (typed.getRawQuery() != null || typed.getRawFragment() != null) {
      return new Bad("Must not contain a query or fragment ('?' or '#').");
    }
    var host = typed.getHost();
    if (host == null) {
      return new Bad(
          typed.getRawAuthority() == null
              ? "Names no host."
              : "The host is not a valid name: use letters, digits, '-' and '.'.");
    }
    var port = typed.getPort();
    if (port == 0 || port > 65535) {
      return new Bad("The port must be from 1 to 65535.");
    }
    return withPath(
        scheme + "://" + host.toLowerCase(Locale.ROOT) + (port < 0 ? "" : ":" + port),
        typed.getRawPath());
  }

  private static BaseUrl withPath(String origin, String typedPath) {
    var path = typedPath;
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (List.of(path.split("/")).stream().anyMatch(s -> s.equals(".") || s.equals(".."))) {
      return new Bad("Must not contain '.' or '..' as a path segment.");
    }
    for (var operation : OPERATIONS) {
      if (path.endsWith(operation)) {
        return new Bad(
            "Leave out the operation: "
                + origin
                + path.substring(0, path.length() - operation.length()));
      }
    }
    return new Good(URI.create(origin + path));
  }

  /** Whether both name the same scheme, host and port; a credential never crosses. */
  static boolean sameOrigin(URI a, URI b) {
    return a.getScheme().equals(b.getScheme())
        && a.getHost().equals(b.getHost())
        && port(a) == port(b);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equals("https") ? 443 : 80;
  }
}
