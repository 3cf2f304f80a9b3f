package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.AddressPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Makes the address policy of this installation, for use cases and for the connect-time check. */
final class EgressWiring {
  @Produces
  @Singleton
  AddressPolicy policy(EgressSettings settings, Config config) {
    return new AddressPolicy(
        settings.profile(),
        settings.allowedPorts().orElse(Set.of()),
        new OwnListeners(config)::current);
  }
}
