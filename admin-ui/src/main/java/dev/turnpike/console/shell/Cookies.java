package dev.turnpike.console.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The console's cookies in one request: read from it, and collected for its answer. All are
 * host-only, for {@code /console}, out of reach of scripts and of other sites.
 */
@RequestScoped
public class Cookies {
  /** Holds the session; the gateway's own mechanism reads it too. */
  public static final String SESSION = "turnpike_session";

  private final Map<String, NewCookie> toSet = new LinkedHashMap<>();
  private final HttpHeaders headers;
  private final UriInfo uri;

  Cookies(HttpHeaders headers, UriInfo uri) {
    this.headers = headers;
    this.uri = uri;
  }

  /** The value set in this request, else the one it came with. */
  public Optional<String> get(String name) {
    var set = toSet.get(name);
    if (set != null) {
      return Optional.of(set.getValue()).filter(v -> !v.isEmpty());
    }
    var came = headers.getCookies().get(name);
    return came == null ? Optional.empty() : Optional.of(came.getValue());
  }

  /** Sets a cookie for as long as the browser runs. */
  public void set(String name, String value) {
    put(name, value, NewCookie.DEFAULT_MAX_AGE);
  }

  public void set(String name, String value, Duration life) {
    put(name, value, Math.toIntExact(life.toSeconds()));
  }

  public void clear(String name) {
    put(name, "", 0);
  }

  List<NewCookie> collected() {
    return List.copyOf(toSet.values());
  }

  private void put(String name, String value, int maxAge) {
    toSet.put(
        name,
        new NewCookie.Builder(name)
            .value(value)
            .path("/console")
            .maxAge(maxAge)
            .httpOnly(true)
            .sameSite(SameSite.STRICT)
            .secure("https".equals(uri.getBaseUri().getScheme()))
            .build());
  }
}
