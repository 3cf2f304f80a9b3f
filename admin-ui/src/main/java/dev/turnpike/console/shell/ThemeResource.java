package dev.turnpike.console.shell;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** The switch between light and dark; works on every page, signed in or not. */
@Path("/console/theme")
@Console
@PermitAll
public class ThemeResource {
  static final String COOKIE = "turnpike_theme";
  static final Set<String> THEMES = Set.of("light", "dark", "system");

  private final Cookies cookies;
  private final Fields fields;
  private final HttpHeaders headers;

  ThemeResource(Cookies cookies, Fields fields, HttpHeaders headers) {
    this.cookies = cookies;
    this.fields = fields;
    this.headers = headers;
  }

  @POST
  public Response choose() {
    var theme = fields.one("theme");
    if (THEMES.contains(theme)) {
      cookies.set(COOKIE, theme, Duration.ofDays(365));
    }
    return Response.seeOther(URI.create(back())).build();
  }

  /** The page the switch was on: path and query alone, so that it stays on this host. */
  private String back() {
    var from = headers.getHeaderString("Referer");
    try {
      var uri = from == null ? null : URI.create(from);
      if (uri != null && uri.getRawPath() != null && uri.getRawPath().startsWith("/console")) {
        return uri.getRawQuery() == null
            ? uri.getRawPath()
            : uri.getRawPath() + "?" + uri.getRawQuery();
      }
    } catch (IllegalArgumentException e) {
      return "/console";
    }
    return "/console";
  }
}
