package dev.turnpike.persistence.access;

import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyStore;
import dev.turnpike.core.access.KeyUse;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.persistence.change.TellsUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Writes only inside the transaction of {@code ConfigurationChanges}, which bumps the version. */
@ApplicationScoped
@Transactional
@TellsUnavailable
class PanacheKeyStore implements KeyStore {
  /** Primary key (organization_id, key_id); at most one row for each key of the organization. */
  private static final String USES =
      """
      select key_id, calls, spent_usd, last_used_at
      from key_counter
      where organization_id = ?1
      """;

  /** SQL, as each start asks it before anything needs Hibernate's parser of queries. */
  private static final String EXISTS = "select exists (select from virtual_key where digest = ?1)";

  @Override
  public List<VirtualKey> list(OrganizationId organization) {
    return VirtualKeyEntity.<VirtualKeyEntity>find(
            "organizationId = ?1 order by createdAt desc, id", organization.value())
        .stream()
        .map(VirtualKeyEntity::toKey)
        .toList();
  }

  @Override
  public Optional<VirtualKey> find(OrganizationId organization, UUID id) {
    return row(organization, id).map(VirtualKeyEntity::toKey);
  }

  @Override
  public boolean exists(KeyDigest digest) {
    return (Boolean)
        VirtualKeyEntity.getEntityManager()
            .createNativeQuery(EXISTS, Boolean.class)
            .setParameter(1, digest.hex())
            .getSingleResult();
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void insert(VirtualKey key) {
    VirtualKeyEntity.of(key).persist();
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void update(VirtualKey key) {
    row(key.organization(), key.id()).orElseThrow().set(key);
  }

  @Override
  public Map<UUID, KeyUse> uses(OrganizationId organization) {
    var uses = new HashMap<UUID, KeyUse>();
    VirtualKeyEntity.getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(USES, Object[].class)
        .addScalar("key_id", UUID.class)
        .addScalar("calls", Long.class)
        .addScalar("spent_usd", BigDecimal.class)
        .addScalar("last_used_at", Instant.class)
        .setParameter(1, organization.value())
        .getResultList()
        .forEach(row -> uses.put((UUID) row[0], use(row)));
    return uses;
  }

  private static KeyUse use(Object[] row) {
    return new KeyUse((Long) row[1], (BigDecimal) row[2], (Instant) row[3]);
  }

  private static Optional<VirtualKeyEntity> row(OrganizationId organization, UUID id) {
    return VirtualKeyEntity.find("organizationId = ?1 and id = ?2", organization.value(), id)
        .firstResultOptional();
  }
}
