package dev.turnpike.core.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.change.ConfigurationChanges;
import dev.turnpike.core.error.Outcome;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with virtual keys, for the API and the console alike. Blocking; thread-safe.
 * Input is the wire's: {@code name}, {@code rights} (of calls, logs, management; calls and logs
 * when absent), {@code environment} or {@code is_test}, {@code expiry_date}, {@code max_usage},
 * {@code rate_limit}, {@code spending_limit}, {@code log_privacy} (full, redacted, hash, none).
 */
public final class Keys {
  /** The longest a rotated key may go on working. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

  private static final String REVOKED = "This key is revoked; make another.";

  private final KeyStore store;
  private final ConfigurationChanges changes;
  private final SecureRandom random;
  private final Clock clock;

  public Keys(KeyStore store, ConfigurationChanges changes, SecureRandom random, Clock clock) {
    this.store = store;
    this.changes = changes;
    this.random = random;
    this.clock = clock;
  }

  /** Newest first, revoked ones included. */
  public List<VirtualKey> list(OrganizationId organization) {
    return store.list(organization);
  }

  public Optional<VirtualKey> find(OrganizationId organization, UUID id) {
    return store.find(organization, id);
  }

  /** Calls and spend by key; keys never used are absent. */
  public Map<UUID, KeyUse> uses(OrganizationId organization) {
    return store.uses(organization);
  }

  /** Makes a key; its secret is in the answer and nowhere else. */
  public Outcome<NewKey> create(OrganizationId organization, ObjectNode wire) {
    var now = now();
    var form = new KeyForm(wire);
    var name = form.name("API key");
    var rights = form.rights();
    var environment = form.environment();
    var limits = form.limits(now);
    var privacy = form.privacy();
    if (!form.isValid()) {
      return new Outcome.Invalid<>(form.errors());
    }
    var secret = KeyFormat.mint(random);
    var key =
        new VirtualKey(
            UUID.randomUUID(),
            organization,
            name,
            KeyFormat.prefix(secret),
            KeyDigest.of(secret),
            rights,
            environment,
            limits,
            now,
            null,
            privacy);
    return changes.apply(
        () -> {
          store.insert(key);
          return Outcome.created(new NewKey(key, secret));
        });
  }

  /**
   * Changes name and expiry, and makes {@code log_privacy} stricter, nothing else; {@code
   * expiry_date} null lets the key live for ever.
   */
  public Outcome<VirtualKey> change(OrganizationId organization, UUID id, ObjectNode wire) {
    return changes.apply(
        () -> {
          var found = store.find(organization, id);
          if (found.isEmpty()) {
            return Outcome.missing();
          }
          var key = found.get();
          if (key.revokedAt() != null) {
            return new Outcome.Forbidden<>(REVOKED);
          }
          var form = new KeyForm(wire);
          form.refuseFixed();
          var name = form.name(key.name());
          var expiry = form.changedExpiry(key.limits().expiresAt(), now());
          var privacy = form.changedPrivacy(key.privacy());
          return form.isValid()
              ? update(with(key, name, expiry, null, privacy))
              : new Outcome.Invalid<>(form.errors());
        });
  }

  /** Stops a key for good and keeps its row. Revoking it again changes nothing. */
  public Outcome<VirtualKey> revoke(OrganizationId organization, UUID id) {
    return changes.apply(
        () -> {
          var found = store.find(organization, id);
          if (found.isEmpty()) {
            return Outcome.missing();
          }
          var key = found.get();
          return key.revokedAt() != null
              ? Outcome.changed(key)
              : update(with(key, key.name(), key.limits().expiresAt(), now(), key.privacy()));
        });
  }

  /**
   * Makes a key with the same name, rights and limits, and lets the old one end.
   *
   * @param overlap how long the old key goes on working, at most {@link #LONGEST_OVERLAP}; zero
   *     revokes it at once. It never works longer than it would have.
   */
  public Outcome<NewKey> rotate(OrganizationId organization, UUID id, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      return Outcome.invalid("overlap", "Must be from 0 to " + LONGEST_OVERLAP.toDays() + " days.");
    }
    var now = now();
    var secret = KeyFormat.mint(random);
    return changes.apply(
        () -> {
          var found = store.find(organization, id);
          if (found.isEmpty()) {
            return Outcome.missing();
          }
          var old = found.get();
          if (old.refusedAt(now)) {
            return new Outcome.Forbidden<>("This key no longer works; make another.");
          }
          var successor =
              new VirtualKey(
                  UUID.randomUUID(),
                  organization,
                  old.name(),
                  KeyFormat.prefix(secret),
                  KeyDigest.of(secret),
                  old.rights(),
                  old.environment(),
                  old.limits(),
                  now,
                  null,
                  old.privacy());
          store.insert(successor);
          store.update(
              overlap.isZero()
                  ? with(old, old.name(), old.limits().expiresAt(), now, old.privacy())
                  : with(
                      old,
                      old.name(),
                      earlier(old.limits().expiresAt(), now.plus(overlap)),
                      null,
                      old.privacy()));
          return Outcome.created(new NewKey(successor, secret));
        });
  }

  private Outcome<VirtualKey> update(VirtualKey key) {
    store.update(key);
    return Outcome.changed(key);
  }

  private static VirtualKey with(
      VirtualKey key,
      String name,
      @Nullable Instant expiry,
      @Nullable Instant revokedAt,
      LogPrivacy privacy) {
    var limits = key.limits();
    return new VirtualKey(
        key.id(),
        key.organization(),
        name,
        key.prefix(),
        key.digest(),
        key.rights(),
        key.environment(),
        new KeyLimits(expiry, limits.maxCalls(), limits.callsPerMinute(), limits.spendingUsd()),
        key.createdAt(),
        revokedAt,
        privacy);
  }

  private static Instant earlier(@Nullable Instant a, Instant b) {
    return a != null && a.isBefore(b) ? a : b;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
