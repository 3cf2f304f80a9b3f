package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.AddressPolicy;
import dev.turnpike.core.upstream.call.CallAuthorizer;
import dev.turnpike.core.upstream.proof.CallProofs;
import dev.turnpike.core.upstream.token.AccessTokens;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;

/** Makes what decides where calls may go, and what proves who sends them. */
final class EgressWiring {
  @Produces
  @Singleton
  CallAuthorizer authorizer(Egress egress, Clock clock) {
    return new CallProofs(new AccessTokens(new HttpTokenEndpoint(egress), clock), clock);
  }

  @Produces
  @Singleton
  AddressPolicy policy(EgressSettings settings, Config config) {
    return new AddressPolicy(
        settings.profile(), settings.allowedPorts(), new OwnListeners(config)::current);
  }
}
