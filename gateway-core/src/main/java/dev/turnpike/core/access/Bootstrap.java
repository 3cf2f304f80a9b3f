package dev.turnpike.core.access;

import dev.turnpike.core.change.ConfigurationChanges;
import dev.turnpike.core.error.Outcome;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes what every installation has from its first start: one organization and, where the operator
 * names one, an API key with all rights. Run at each start and on every replica; what is there
 * stays as it is.
 *
 * <p>Another key value at a later start is a second key: the one before works until it is revoked.
 * A value that was revoked stays so.
 */
public final class Bootstrap {
  private static final String ORGANIZATION = "Default";
  private static final String KEY = "First key (TURNPIKE_API_KEY)";

  private final OrganizationStore organizations;
  private final KeyStore keys;
  private final ConfigurationChanges changes;
  private final Clock clock;

  public Bootstrap(
      OrganizationStore organizations, KeyStore keys, ConfigurationChanges changes, Clock clock) {
    this.organizations = organizations;
    this.keys = keys;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Blocking.
   *
   * @param firstKey the whole key the operator chose; absent: none is made
   * @return the first organization
   */
  public OrganizationId prepare(@Nullable String firstKey) {
    var digest = firstKey == null ? null : KeyDigest.of(firstKey);
    var first = organizations.first();
    if (first.isPresent() && (digest == null || keys.exists(digest))) {
      return first.get();
    }
    var outcome =
        changes.apply(
            () -> {
              var organization = organizations.first().orElseGet(this::newOrganization);
              if (firstKey != null && digest != null && !keys.exists(digest)) {
                keys.insert(allRights(organization, KeyFormat.prefix(firstKey), digest));
              }
              return Outcome.created(organization);
            });
    return outcome instanceof Outcome.Done<OrganizationId> done
        ? done.value()
        : organizations.first().orElseThrow();
  }

  private OrganizationId newOrganization() {
    var id = new OrganizationId(UUID.randomUUID());
    organizations.insert(id, ORGANIZATION);
    return id;
  }

  private VirtualKey allRights(OrganizationId organization, String prefix, KeyDigest digest) {
    return new VirtualKey(
        UUID.randomUUID(),
        organization,
        KEY,
        prefix,
        digest,
        EnumSet.allOf(Right.class),
        Environment.PROD,
        KeyLimits.NONE,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        null);
  }
}
