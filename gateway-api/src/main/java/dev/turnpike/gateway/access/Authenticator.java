package dev.turnpike.gateway.access;

import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyFormat;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.access.stray.Stray;
import dev.turnpike.core.access.stray.Strays;
import dev.turnpike.core.error.GatewayError.Unauthenticated;
import dev.turnpike.core.error.GatewayError.Unauthenticated.Cause;
import dev.turnpike.core.snapshot.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells who calls, from the snapshot alone: no I/O, any thread. The one authenticator of model
 * calls, REST endpoints and log intake.
 */
@ApplicationScoped
public class Authenticator {
  private final Clock clock;
  private final Counter unknownKeys;
  private final Strays strays;

  Authenticator(Clock clock, MeterRegistry metrics) {
    this.clock = clock;
    this.strays = new Strays(clock);
    this.unknownKeys =
        Counter.builder("turnpike.keys.unknown")
            .description("Requests refused because their API key belongs to nobody")
            .register(metrics);
  }

  /** Who calls, or why it is not told. */
  public sealed interface Answer {
    record Known(VirtualKey key) implements Answer {}

    /**
     * @param key the revoked or expired key, whose organization gets a row about the refusal;
     *     absent when the key belongs to nobody, which is only counted
     */
    record Refused(Unauthenticated error, @Nullable VirtualKey key) implements Answer {}
  }

  /**
   * Looks the request's key up.
   *
   * @param header a header's first value by lower-case name
   * @param query a query parameter's first value by name
   */
  public Answer authenticate(
      Snapshot snapshot,
      Function<String, @Nullable String> header,
      Function<String, @Nullable String> query) {
    return switch (PresentedKey.in(header, query)) {
      case PresentedKey.None() -> refused(Cause.MISSING, null);
      case PresentedKey.Garbled() -> refused(Cause.MALFORMED, null);
      case PresentedKey.Key(var value) -> lookUp(snapshot, value);
    };
  }

  /** Notes a request that was refused, to be shown to who sent it. */
  public void stray(String path, Unauthenticated why) {
    switch (why.cause()) {
      case MISSING -> strays.add(path, Stray.Reason.NO_KEY);
      case MALFORMED -> strays.add(path, Stray.Reason.GARBLED_KEY);
      case UNKNOWN, MISTYPED -> strays.add(path, Stray.Reason.UNKNOWN_KEY);
      case REVOKED, EXPIRED -> {
        // In the log of the key's organization.
      }
    }
  }

  /** The requests that belong to nobody. */
  @Produces
  @Singleton
  Strays strays() {
    return strays;
  }

  /** How many requests came with a key that belongs to nobody since the start. */
  public long unknownKeys() {
    return (long) unknownKeys.count();
  }

  private Answer lookUp(Snapshot snapshot, String value) {
    var found = snapshot.key(KeyDigest.of(value));
    if (found.isEmpty()) {
      unknownKeys.increment();
      return refused(KeyFormat.isMistyped(value) ? Cause.MISTYPED : Cause.UNKNOWN, null);
    }
    var key = found.get();
    if (key.revokedAt() != null) {
      return refused(Cause.REVOKED, key);
    }
    return key.refusedAt(clock.instant()) ? refused(Cause.EXPIRED, key) : new Answer.Known(key);
  }

  private static Answer refused(Cause cause, @Nullable VirtualKey key) {
    return new Answer.Refused(new Unauthenticated(cause), key);
  }
}
