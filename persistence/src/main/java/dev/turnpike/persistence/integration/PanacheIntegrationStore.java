package dev.turnpike.persistence.integration;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.integration.Integration;
import dev.turnpike.core.integration.IntegrationStore;
import dev.turnpike.persistence.change.TellsUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes only inside the transaction of {@code ConfigurationChanges}, which bumps the version. */
@ApplicationScoped
@Transactional
@TellsUnavailable
class PanacheIntegrationStore implements IntegrationStore {
  private static final String BY_ID = "organizationId = ?1 and id = ?2";

  @Override
  public List<Integration> list(OrganizationId organization) {
    return IntegrationEntity.<IntegrationEntity>find(
            "organizationId = ?1 order by provider, lower(name)", organization.value())
        .stream()
        .map(IntegrationEntity::toIntegration)
        .toList();
  }

  @Override
  public Optional<Integration> find(OrganizationId organization, UUID id) {
    return row(organization, id).map(IntegrationEntity::toIntegration);
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void insert(Integration integration, byte[] sealed) {
    var row = IntegrationEntity.of(integration);
    row.credential = sealed;
    row.persist();
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void update(Integration integration, byte[] sealed) {
    var row = row(integration.organization(), integration.id()).orElseThrow();
    row.set(integration);
    row.credential = sealed;
  }

  @Override
  public Optional<byte[]> sealed(OrganizationId organization, UUID id) {
    return row(organization, id).map(row -> row.credential);
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean delete(OrganizationId organization, UUID id) {
    return IntegrationEntity.delete(BY_ID, organization.value(), id) > 0;
  }

  private static Optional<IntegrationEntity> row(OrganizationId organization, UUID id) {
    return IntegrationEntity.find(BY_ID, organization.value(), id).firstResultOptional();
  }
}
