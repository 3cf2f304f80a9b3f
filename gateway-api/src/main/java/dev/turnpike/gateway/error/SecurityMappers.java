package dev.turnpike.gateway.error;

import dev.turnpike.core.error.GatewayError.Unauthenticated;
import dev.turnpike.core.error.GatewayError.Unauthenticated.Cause;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * What a caller reads when a key is missing, wrong, or lacks the right an endpoint asks for. Under
 * {@code /console} the session mechanism's own challenge stands: it leads to the sign-in page.
 */
final class SecurityMappers {

  private static final String NO_RIGHT =
      "You do not have permission to perform this action: this API key lacks the right to.";

  private static final String UNKNOWN = new Unauthenticated(Cause.UNKNOWN).message();

  @ServerExceptionMapper
  Uni<Response> noKey(UnauthorizedException missing, RoutingContext context) {
    return challenge(context, new Unauthenticated(Cause.MISSING).message());
  }

  @ServerExceptionMapper
  Uni<Response> badKey(AuthenticationFailedException failed, RoutingContext context) {
    return challenge(context, failed.getMessage() == null ? UNKNOWN : failed.getMessage());
  }

  @ServerExceptionMapper
  Response noRight(ForbiddenException forbidden) {
    return Refusal.detail(403, NO_RIGHT);
  }

  private static Uni<Response> challenge(RoutingContext context, String detail) {
    if (!ConsolePaths.contain(context)) {
      return Uni.createFrom()
          .item(
              Response.fromResponse(Refusal.detail(401, detail))
                  .header("WWW-Authenticate", "Bearer")
                  .build());
    }
    HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
    return authenticator.getChallenge(context).map(SecurityMappers::asGiven);
  }

  private static Response asGiven(ChallengeData challenge) {
    var response = Response.status(challenge.status);
    challenge.getHeaders().forEach((name, value) -> response.header(name.toString(), value));
    return response.build();
  }
}
