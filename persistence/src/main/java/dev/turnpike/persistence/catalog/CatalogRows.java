package dev.turnpike.persistence.catalog;

import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.snapshot.Configuration.StoredProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The rows of every organization, for the snapshot; inside its transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class CatalogRows {
  public List<StoredProvider> providers() {
    return ProviderEntity.<ProviderEntity>find("order by organizationId, providerId").stream()
        .map(row -> new StoredProvider(row.toProvider(), row.credential))
        .toList();
  }

  public List<Model> models() {
    return ModelEntity.<ModelEntity>find("order by organizationId, name").stream()
        .map(ModelEntity::toModel)
        .toList();
  }
}
