package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.AddressPolicy;
import dev.turnpike.core.upstream.AddressPolicy.Profile;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;

/** The way out as a fresh installation has it, for tests that need no application around it. */
public final class EgressForTests {
  private EgressForTests() {}

  public static Egress egress(Vertx vertx) {
    return new Egress(
        vertx,
        new EgressSettings(Profile.SELFHOSTED, Set.of(), Duration.ofSeconds(1), 1000),
        AddressPolicy.selfhosted());
  }
}
