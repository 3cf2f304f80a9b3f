package dev.turnpike.gateway.access;

import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.access.Principal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads the principal that {@link ApiKeyMechanism} left in the request's identity. */
@ApplicationScoped
class RequestPrincipal implements CurrentPrincipal {

  private final SecurityIdentity identity;

  RequestPrincipal(SecurityIdentity identity) {
    this.identity = identity;
  }

  @Override
  public Principal get() {
    return find()
        .orElseThrow(() -> new IllegalStateException("the request carries no virtual key"));
  }

  @Override
  public Optional<Principal> find() {
    return Optional.ofNullable(identity.getAttribute(ApiKeyMechanism.PRINCIPAL));
  }
}
