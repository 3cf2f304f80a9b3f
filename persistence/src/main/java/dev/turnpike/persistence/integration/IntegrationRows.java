package dev.turnpike.persistence.integration;

import dev.turnpike.core.integration.StoredIntegration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The rows of every organization, for the snapshot; inside its transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class IntegrationRows {
  public List<StoredIntegration> integrations() {
    return IntegrationEntity.<IntegrationEntity>find(
            "order by organizationId, provider, lower(name)")
        .stream()
        .map(row -> new StoredIntegration(row.toIntegration(), row.credential))
        .toList();
  }
}
