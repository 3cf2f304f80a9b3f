package dev.turnpike.gateway.egress.seldom;

import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.upstream.call.CallAuthorizer;
import dev.turnpike.gateway.egress.EgressForTests;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Seldom calls as a fresh installation makes them. */
public final class SeldomForTests {
  private SeldomForTests() {}

  static SeldomCalls calls(Vertx vertx) {
    return new SeldomCalls(EgressForTests.egress(vertx), vertx);
  }

  public static Download download(Vertx vertx) {
    return new Download(calls(vertx));
  }

  public static EndpointProbe probe(Vertx vertx) {
    return new HttpEndpointProbe(calls(vertx), authorizer(vertx, Clock.systemUTC()));
  }

  public static CallAuthorizer authorizer(Vertx vertx, Clock clock) {
    return new ProofWiring().authorizer(calls(vertx), clock);
  }
}
