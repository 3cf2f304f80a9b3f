package dev.turnpike.core.exchange;

import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.policy.KeyMeters;
import java.time.InstantSource;
import java.util.Optional;

/** Counts the call against its key's limits, or refuses it. */
final class CheckLimits implements Stage {
  private final KeyMeters meters;
  private final InstantSource clock;

  CheckLimits(KeyMeters meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public Optional<GatewayError> apply(Exchange exchange) {
    var refused = meters.admit(exchange.ingress().key(), clock.instant());
    if (refused.isEmpty()) {
      exchange.admitted();
    }
    return refused;
  }
}
