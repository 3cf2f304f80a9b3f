package dev.turnpike.docs.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Answers of the documentation, each with the headers that keep a page to what is ours. */
public final class Pages {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private Pages() {}

  static Response html(TemplateInstance page, int status) {
    return with(Response.status(status).entity(page).type("text/html;charset=UTF-8"));
  }

  static Response text(String text) {
    return text(text, "text/plain;charset=UTF-8");
  }

  static Response text(String text, String type) {
    return with(Response.ok(text, type));
  }

  static Response picture(byte[] bytes) {
    return with(Response.ok(bytes, "image/png").header("Cache-Control", "max-age=3600"));
  }

  /** Scheme, host and port the reader came by. */
  public static String origin(UriInfo uri) {
    var base = uri.getBaseUri();
    return base.getScheme() + "://" + base.getRawAuthority();
  }

  private static Response with(Response.ResponseBuilder answer) {
    return answer
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }
}
