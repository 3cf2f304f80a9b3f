package dev.turnpike.gateway.console;

import dev.turnpike.console.shell.Cookies;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates console requests by their session cookie, and nothing but those: a cookie must not
 * open the API, nor a virtual key the console. Who is not signed in is led to the sign-in page and
 * from there to the page asked for.
 */
@ApplicationScoped
class SessionMechanism implements HttpAuthenticationMechanism {
  private static final String SIGN_IN = "/console/sign-in";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    var cookie = isConsole(context) ? context.request().getCookie(Cookies.SESSION) : null;
    if (cookie == null || cookie.getValue().isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    return providers.authenticate(new SessionRequest(cookie.getValue()));
  }

  @Override
  public Uni<@Nullable ChallengeData> getChallenge(RoutingContext context) {
    if (!isConsole(context)) {
      return Uni.createFrom().nullItem();
    }
    var request = context.request();
    if ("true".equals(request.getHeader("HX-Request"))) {
      // A part of a page cannot become the sign-in page; htmx goes there with the whole window.
      return Uni.createFrom().item(new ChallengeData(401, "HX-Redirect", SIGN_IN));
    }
    return Uni.createFrom().item(new ChallengeData(302, "Location", signIn(request)));
  }

  /** Before other mechanisms: the first challenge is the one that is sent. */
  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1000;
  }

  private static String signIn(HttpServerRequest request) {
    var comesBack = request.method() == HttpMethod.GET && !request.uri().equals("/console");
    return comesBack
        ? SIGN_IN + "?next=" + URLEncoder.encode(request.uri(), StandardCharsets.UTF_8)
        : SIGN_IN;
  }

  private static boolean isConsole(RoutingContext context) {
    var path = context.normalizedPath();
    return path.equals("/console") || path.startsWith("/console/");
  }
}
