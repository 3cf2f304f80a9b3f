package dev.turnpike.core.access.member;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down. Each failure past the free ones doubles the wait, per account and per
 * network address. The wait of an account stays short, so that a stranger cannot lock a member out;
 * the wait of an address may grow long. Kept in memory: a restart forgets. Thread-safe.
 */
final class SignInThrottle {
  private static final int FREE_PER_ACCOUNT = 5;
  private static final int FREE_PER_ADDRESS = 20;
  private static final Duration LONGEST_FOR_ACCOUNT = Duration.ofMinutes(1);
  private static final Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(15);
  private static final Duration FORGET_AFTER = Duration.ofMinutes(30);

  /** Bounds the memory an attacker with many addresses can take. */
  private static final int KEPT = 10_000;

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > KEPT;
        }
      };

  SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  /** How long this account or address still has to wait; zero: go ahead. */
  synchronized Duration waitFor(String account, String address) {
    var now = clock.instant();
    var byAccount = left("m:" + account, FREE_PER_ACCOUNT, LONGEST_FOR_ACCOUNT, now);
    var byAddress = left("a:" + address, FREE_PER_ADDRESS, LONGEST_FOR_ADDRESS, now);
    return byAccount.compareTo(byAddress) >= 0 ? byAccount : byAddress;
  }

  synchronized void failed(String account, String address) {
    var now = clock.instant();
    failures.put("m:" + account, counted("m:" + account, now));
    failures.put("a:" + address, counted("a:" + address, now));
  }

  /** The account showed its password; the address keeps its count, others may sit behind it. */
  synchronized void succeeded(String account) {
    failures.remove("m:" + account);
  }

  private Failures counted(String key, Instant now) {
    var before = failures.get(key);
    return before == null || before.last.plus(FORGET_AFTER).isBefore(now)
        ? new Failures(1, now)
        : new Failures(before.count + 1, now);
  }

  private Duration left(String key, int free, Duration longest, Instant now) {
    var before = failures.get(key);
    if (before == null || before.count < free) {
      return Duration.ZERO;
    }
    var doubled = Duration.ofSeconds(1L << Math.min(before.count - free, 20));
    var wait = doubled.compareTo(longest) < 0 ? doubled : longest;
    var left = Duration.between(now, before.last.plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private record Failures(int count, Instant last) {}
}
