package dev.turnpike.gateway.access;

import dev.turnpike.core.access.Principal;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.error.GatewayError.Unauthenticated.Cause;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.gateway.access.Authenticator.Answer;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/**
 * Authenticates REST requests by virtual key, from memory alone. The key's rights become the roles
 * {@code calls}, {@code logs} and {@code management}. Does not look at the console, which has
 * sessions of its own; model endpoints do not pass here, they authenticate themselves.
 */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {

  /** Where the {@link Principal} is kept in the identity. */
  static final String PRINCIPAL = "dev.turnpike.principal";

  private final Authenticator authenticator;
  private final SnapshotSource snapshots;

  ApiKeyMechanism(Authenticator authenticator, SnapshotSource snapshots) {
    this.authenticator = authenticator;
    this.snapshots = snapshots;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    if (context.normalizedPath().startsWith("/console")) {
      return Uni.createFrom().nullItem();
    }
    var request = context.request();
    return switch (authenticator.authenticate(
        snapshots.current(), request::getHeader, request::getParam)) {
      case Answer.Known(var key) -> Uni.createFrom().item(identity(key.principal()));
      case Answer.Refused(var error, var key) when error.cause() == Cause.MISSING ->
          // Nobody is not refused here: the endpoint may be open to anyone.
          Uni.createFrom().nullItem();
      case Answer.Refused(var error, var key) ->
          Uni.createFrom().failure(new AuthenticationFailedException(error.message()));
    };
  }

  private static SecurityIdentity identity(Principal principal) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(principal.keyName()))
        .addRoles(principal.rights().stream().map(Right::wire).collect(Collectors.toSet()))
        .addAttribute(PRINCIPAL, principal)
        .build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }
}
