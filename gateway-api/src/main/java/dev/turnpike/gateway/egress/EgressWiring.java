package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.AddressPolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Makes what decides where calls may go. */
final class EgressWiring {
  @Produces
  @Singleton
  AddressPolicy policy(EgressSettings settings, Config config) {
    return new AddressPolicy(
        settings.profile(), settings.allowedPorts(), new OwnListeners(config)::current);
  }
}
