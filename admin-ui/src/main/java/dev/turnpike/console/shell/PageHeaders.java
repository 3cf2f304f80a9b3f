package dev.turnpike.console.shell;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every console answer carries: nothing inline, nothing framed, nothing kept by caches. */
@Singleton
class PageHeaders {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Cookies cookies;
  private final Shell shell;

  PageHeaders(Cookies cookies, Shell shell) {
    this.cookies = cookies;
    this.shell = shell;
  }

  @Console
  @ServerResponseFilter
  void add(ContainerResponseContext response) {
    if (response.getStatus() >= 400 && !isPage(response)) {
      response.setEntity(
          shell.problemPage(response.getStatus(), words(response.getStatus())),
          new Annotation[0],
          MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
    }
    var headers = response.getHeaders();
    headers.putSingle("Content-Security-Policy", POLICY);
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.putSingle("X-Frame-Options", "DENY");
    headers.putSingle("Referrer-Policy", "same-origin");
    headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    cookies.collected().forEach(c -> headers.add(HttpHeaders.SET_COOKIE, c));
  }

  private static boolean isPage(ContainerResponseContext response) {
    var type = response.getMediaType();
    return response.hasEntity() && type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE);
  }

  private static String words(int status) {
    return switch (status) {
      case 403 -> "Your role does not allow this. Ask an owner of the installation.";
      case 404 -> "There is nothing at this address. It may have been deleted.";
      case 503 -> "The database does not answer now. Calls go on; try again in a moment.";
      default -> "The gateway could not do this. Its log says why.";
    };
  }
}
