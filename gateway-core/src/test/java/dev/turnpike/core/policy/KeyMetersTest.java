package dev.turnpike.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.KeyUse;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.usage.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyMetersTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final KeyMeters meters = new KeyMeters();

  @Test
  void noMinuteHoldsMoreCallsThanAllowed() {
    var key = key(new KeyLimits(null, null, 2, null));

    assertThat(meters.admit(key, NOON)).isEmpty();
    assertThat(meters.admit(key, NOON.plusSeconds(30))).isEmpty();
    var refused = meters.admit(key, NOON.plusSeconds(59)).orElseThrow();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("key_rate_limited");
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(meters.admit(key, NOON.plusSeconds(60))).isEmpty();
    assertThat(meters.admit(key, NOON.plusSeconds(61)).orElseThrow().retryAfter())
        .isEqualTo(Duration.ofSeconds(29));
  }

  @Test
  void allowsExactlyTheCallsOfItsLife() {
    var key = key(new KeyLimits(null, 2L, null, null));

    assertThat(meters.admit(key, NOON)).isEmpty();
    assertThat(meters.admit(key, NOON)).isEmpty();
    var refused = meters.admit(key, NOON).orElseThrow();
    assertThat(refused.code()).isEqualTo("key_calls_exhausted");
    assertThat(refused.retryable()).isFalse();
  }

  @Test
  void refusesOnceTheMoneyIsSpent() {
    var key = key(new KeyLimits(null, null, null, new BigDecimal("0.50")));

    meters.settle(key.id(), new Cost(new BigDecimal("0.49"), Cost.Basis.COMPUTED));
    assertThat(meters.admit(key, NOON)).isEmpty();
    meters.settle(key.id(), new Cost(new BigDecimal("0.01"), Cost.Basis.ESTIMATED));
    assertThat(meters.admit(key, NOON).map(GatewayError::code))
        .hasValue("key_spending_limit_reached");
  }

  @Test
  void takesOverStoredCountersThatAreAhead() {
    var key = key(new KeyLimits(null, 5L, null, null));

    meters.catchUp(Map.of(key.id(), new KeyUse(4, BigDecimal.ZERO, null)));
    assertThat(meters.admit(key, NOON)).isEmpty();
    meters.catchUp(Map.of(key.id(), new KeyUse(1, BigDecimal.ZERO, null)));
    assertThat(meters.admit(key, NOON)).isPresent();
  }

  @Test
  void refusesExpiredKeys() {
    var key = key(new KeyLimits(NOON, null, null, null));

    assertThat(meters.admit(key, NOON.minusMillis(1))).isEmpty();
    assertThat(meters.admit(key, NOON).map(GatewayError::status)).hasValue(401);
  }

  private static VirtualKey key(KeyLimits limits) {
    return new VirtualKey(
        UUID.randomUUID(),
        new OrganizationId(new UUID(0, 1)),
        "test",
        "tp_test",
        KeyDigest.of("test"),
        Set.of(),
        Environment.PROD,
        limits,
        Instant.EPOCH,
        null);
  }
}
