package dev.turnpike.persistence.catalog;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelStore;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.persistence.change.TellsUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Writes only inside the transaction of {@code ConfigurationChanges}, which bumps the version. */
@ApplicationScoped
@Transactional
@TellsUnavailable
class PanacheModelStore implements ModelStore {
  private static final String BY_NAME = "organizationId = ?1 and name = ?2";

  @Override
  public List<Model> list(OrganizationId organization) {
    return ModelEntity.<ModelEntity>find("organizationId = ?1 order by name", organization.value())
        .stream()
        .map(ModelEntity::toModel)
        .toList();
  }

  @Override
  public List<Model> ofProvider(OrganizationId organization, ProviderId provider) {
    return ModelEntity.<ModelEntity>find(
            "organizationId = ?1 and providerId = ?2 order by name",
            organization.value(),
            provider.value())
        .stream()
        .map(ModelEntity::toModel)
        .toList();
  }

  @Override
  public Optional<Model> find(OrganizationId organization, String name) {
    return row(organization, name).map(ModelEntity::toModel);
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean upsert(Model model) {
    var row = row(model.organization(), model.name());
    row.ifPresentOrElse(r -> r.set(model), () -> ModelEntity.of(model).persist());
    return row.isEmpty();
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean delete(OrganizationId organization, String name) {
    return ModelEntity.delete(BY_NAME, organization.value(), name) > 0;
  }

  private static Optional<ModelEntity> row(OrganizationId organization, String name) {
    return ModelEntity.find(BY_NAME, organization.value(), name).firstResultOptional();
  }
}
