package dev.turnpike.gateway.egress.seldom;

import dev.turnpike.core.upstream.call.CallAuthorizer;
import dev.turnpike.core.upstream.proof.CallProofs;
import dev.turnpike.core.upstream.token.AccessTokens;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what proves who sends a call. */
final class ProofWiring {
  @Produces
  @Singleton
  CallAuthorizer authorizer(SeldomCalls calls, Clock clock) {
    return new CallProofs(new AccessTokens(new HttpTokenEndpoint(calls), clock), clock);
  }
}
