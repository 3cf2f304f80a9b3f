package dev.turnpike.gateway.console;

import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.access.member.SignedIn;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads the member that {@link SessionIdentities} left in the request's identity. */
@ApplicationScoped
class RequestMember implements CurrentMember {
  private final SecurityIdentity identity;

  RequestMember(SecurityIdentity identity) {
    this.identity = identity;
  }

  @Override
  public Optional<SignedIn> find() {
    return Optional.ofNullable(identity.getAttribute(SessionIdentities.SIGNED_IN));
  }
}
