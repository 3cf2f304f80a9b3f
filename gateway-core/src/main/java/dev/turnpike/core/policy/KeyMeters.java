package dev.turnpike.core.policy;

import dev.turnpike.core.access.KeyUse;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.Unauthenticated;
import dev.turnpike.core.error.GatewayError.Unauthenticated.Cause;
import dev.turnpike.core.usage.Cost;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what keys use and holds them to their limits, in memory: no I/O, thread-safe. Counters
 * start from the stored ones and are brought up to them now and then; between two such times a key
 * used on several replicas may pass its limits by what the others did.
 */
public final class KeyMeters {
  private final Map<UUID, KeyMeter> meters = new ConcurrentHashMap<>();

  /** Counts a call of this key in, or says why it may not go. */
  public Optional<GatewayError> admit(VirtualKey key, Instant now) {
    if (key.revokedAt() != null) {
      return Optional.of(new Unauthenticated(Cause.REVOKED));
    }
    if (key.refusedAt(now)) {
      return Optional.of(new Unauthenticated(Cause.EXPIRED));
    }
    return meter(key.id()).admit(key.limits(), now);
  }

  /** Books what a finished call cost; unpriced calls cost nothing. */
  public void settle(UUID key, Cost cost) {
    var usd = cost.usd();
    if (usd != null && usd.signum() != 0) {
      meter(key).spend(usd);
    }
  }

  /** Takes over stored counters where they are ahead. */
  public void catchUp(Map<UUID, KeyUse> stored) {
    stored.forEach((key, use) -> meter(key).catchUp(use));
  }

  private KeyMeter meter(UUID key) {
    return meters.computeIfAbsent(key, k -> new KeyMeter());
  }
}
