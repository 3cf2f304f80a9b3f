package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.AddressPolicy;
import dev.turnpike.core.upstream.AddressPolicy.Profile;
import dev.turnpike.core.upstream.call.CallAuthorizer;
import dev.turnpike.core.upstream.proof.CallProofs;
import dev.turnpike.core.upstream.token.AccessTokens;
import io.vertx.core.Vertx;
import java.time.Clock;
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

  public static Download download(Vertx vertx) {
    return new Download(egress(vertx), vertx);
  }

  public static CallAuthorizer authorizer(Vertx vertx, Clock clock) {
    return new CallProofs(new AccessTokens(new HttpTokenEndpoint(egress(vertx)), clock), clock);
  }
}
