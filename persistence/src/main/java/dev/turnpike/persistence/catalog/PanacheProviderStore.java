package dev.turnpike.persistence.catalog;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.catalog.ProviderStore;
import dev.turnpike.persistence.change.TellsUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes only inside the transaction of {@code ConfigurationChanges}, which bumps the version. */
@ApplicationScoped
@Transactional
@TellsUnavailable
class PanacheProviderStore implements ProviderStore {
  private static final String BY_ID = "organizationId = ?1 and providerId = ?2";

  @Override
  public List<Provider> list(OrganizationId organization) {
    return ProviderEntity.<ProviderEntity>find(
            "organizationId = ?1 order by lower(name), providerId", organization.value())
        .stream()
        .map(ProviderEntity::toProvider)
        .toList();
  }

  @Override
  public Optional<Provider> find(OrganizationId organization, ProviderId id) {
    return row(organization, id).map(ProviderEntity::toProvider);
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean insert(Provider provider, byte @Nullable [] sealed) {
    if (row(provider.organization(), provider.id()).isPresent()) {
      return false;
    }
    var row = ProviderEntity.of(provider);
    row.credential = sealed;
    row.persist();
    return true;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void update(Provider provider, byte @Nullable [] sealed) {
    var row = row(provider.organization(), provider.id()).orElseThrow();
    row.set(provider);
    row.credential = sealed;
  }

  @Override
  public Optional<byte[]> sealedCredential(OrganizationId organization, ProviderId id) {
    return row(organization, id).map(row -> row.credential);
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void delete(OrganizationId organization, ProviderId id) {
    ProviderEntity.delete(BY_ID, organization.value(), id.value());
  }

  private static Optional<ProviderEntity> row(OrganizationId organization, ProviderId id) {
    return ProviderEntity.find(BY_ID, organization.value(), id.value()).firstResultOptional();
  }
}
