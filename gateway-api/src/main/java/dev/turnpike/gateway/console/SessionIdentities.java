package dev.turnpike.gateway.console;

import dev.turnpike.core.access.Role;
import dev.turnpike.core.access.member.Sessions;
import dev.turnpike.core.access.member.SignedIn;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks sessions up, on a worker thread. A member has the roles {@code owner}, {@code editor} and
 * {@code viewer} from their own downwards. A session that is over is nobody, not an error.
 */
@ApplicationScoped
class SessionIdentities implements IdentityProvider<SessionRequest> {
  /** Where the {@link SignedIn} is kept in the identity. */
  static final String SIGNED_IN = "dev.turnpike.signed-in";

  private final Sessions sessions;

  SessionIdentities(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Class<SessionRequest> getRequestType() {
    return SessionRequest.class;
  }

  @Override
  public Uni<@Nullable SecurityIdentity> authenticate(
      SessionRequest request, AuthenticationRequestContext context) {
    return context.runBlocking(
        () -> sessions.find(request.cookie()).map(SessionIdentities::identity).orElse(null));
  }

  private static SecurityIdentity identity(SignedIn signedIn) {
    var identity =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(signedIn.member().email()))
            .addAttribute(SIGNED_IN, signedIn);
    for (var role : Role.values()) {
      if (signedIn.member().is(role)) {
        identity.addRole(role.name().toLowerCase(Locale.ROOT));
      }
    }
    return identity.build();
  }
}
