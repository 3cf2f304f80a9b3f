package dev.turnpike.core.policy;

import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.KeyUse;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.LimitReached;
import dev.turnpike.core.error.GatewayError.RateLimited;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What one key has used. Thread-safe. */
final class KeyMeter {
  private final MinuteWindow minute = new MinuteWindow();
  private long calls;
  private BigDecimal spent = BigDecimal.ZERO;

  /** Counts the call in, or says which limit it would break; a refused call is not counted. */
  synchronized Optional<GatewayError> admit(KeyLimits limits, Instant now) {
    var maxCalls = limits.maxCalls();
    if (maxCalls != null && calls >= maxCalls) {
      return Optional.of(
          new LimitReached(
              "key_calls_exhausted", "This API key has made all of its " + maxCalls + " calls."));
    }
    var spending = limits.spendingUsd();
    if (spending != null && spent.compareTo(spending) >= 0) {
      return Optional.of(
          new LimitReached(
              "key_spending_limit_reached",
              "This API key has reached its spending limit of $" + spending.toPlainString() + "."));
    }
    var perMinute = limits.callsPerMinute();
    if (perMinute != null && !minute.take(perMinute, now)) {
      return Optional.of(
          new RateLimited(
              "key_rate_limited",
              "This API key may make " + perMinute + " calls per minute.",
              atLeastOneSecond(minute.untilFree(perMinute, now))));
    }
    calls++;
    return Optional.empty();
  }

  synchronized void spend(BigDecimal usd) {
    spent = spent.add(usd);
  }

  /** Takes over what the store knows where it is more: other replicas count there too. */
  synchronized void catchUp(KeyUse stored) {
    calls = Math.max(calls, stored.calls());
    spent = spent.max(stored.spentUsd());
  }

  private static Duration atLeastOneSecond(Duration wait) {
    return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
  }
}
