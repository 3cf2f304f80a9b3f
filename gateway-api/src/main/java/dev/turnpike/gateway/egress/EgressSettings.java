package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.AddressPolicy.Profile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How the gateway calls out. */
@ConfigMapping(prefix = "turnpike")
interface EgressSettings {
  /** TURNPIKE_EGRESS_PROFILE: {@code selfhosted} or {@code hosted}. */
  @WithName("egress-profile")
  @WithDefault("selfhosted")
  Profile profile();

  /** TURNPIKE_EGRESS_ALLOWED_PORTS: ports of other protocols allowed on private hosts. */
  @WithName("egress-allowed-ports")
  Optional<Set<Integer>> allowedPorts();

  /** TURNPIKE_CONNECT_TIMEOUT: how long a connection to a provider may take to come about. */
  @WithName("connect-timeout")
  @WithDefault("5s")
  Duration connectTimeout();

  /** TURNPIKE_PROVIDER_MAX_IN_FLIGHT: calls under way to one provider, across all event loops. */
  @WithName("provider-max-in-flight")
  @WithDefault("10000")
  int providerMaxInFlight();
}
