package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.AddressPolicy.Profile;
import java.time.Duration;
import java.util.Set;

/**
 * How the gateway calls out.
 *
 * @param allowedPorts ports of other protocols allowed on private hosts
 * @param connectTimeout how long a connection to a provider may take to come about
 * @param providerMaxInFlight calls under way to one provider, across all event loops
 */
public record EgressSettings(
    Profile profile, Set<Integer> allowedPorts, Duration connectTimeout, int providerMaxInFlight) {
  public EgressSettings {
    allowedPorts = Set.copyOf(allowedPorts);
  }
}
