package dev.turnpike.core.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key the gateway issued. The secret itself is shown once and never stored.
 *
 * @param prefix what a person may see of the key, such as {@code tp_ab12cd34}
 * @param privacy how much of its calls' texts is logged, at most
 * @param revokedAt when it stopped to work; absent while it works. Revoked keys keep their row.
 */
public record VirtualKey(
    UUID id,
    OrganizationId organization,
    String name,
    String prefix,
    KeyDigest digest,
    Set<Right> rights,
    Environment environment,
    KeyLimits limits,
    Instant createdAt,
    @Nullable Instant revokedAt,
    LogPrivacy privacy) {
  public VirtualKey {
    rights = Set.copyOf(rights);
  }

  /** A key whose calls are logged in full. */
  public VirtualKey(
      UUID id,
      OrganizationId organization,
      String name,
      String prefix,
      KeyDigest digest,
      Set<Right> rights,
      Environment environment,
      KeyLimits limits,
      Instant createdAt,
      @Nullable Instant revokedAt) {
    this(
        id,
        organization,
        name,
        prefix,
        digest,
        rights,
        environment,
        limits,
        createdAt,
        revokedAt,
        LogPrivacy.FULL);
  }

  /** Whether calls with this key are refused at the given instant. */
  public boolean refusedAt(Instant now) {
    var expiry = limits.expiresAt();
    return revokedAt != null || (expiry != null && !now.isBefore(expiry));
  }

  /** Who this key stands for. */
  public Principal principal() {
    return new Principal(organization, id, name, rights, environment);
  }
}
