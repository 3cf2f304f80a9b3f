package dev.turnpike.persistence.access;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.OrganizationStore;
import dev.turnpike.persistence.change.TellsUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

@ApplicationScoped
@Transactional
@TellsUnavailable
class PanacheOrganizationStore implements OrganizationStore {
  private final Clock clock;

  @Inject
  PanacheOrganizationStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<OrganizationId> first() {
    return OrganizationEntity.<OrganizationEntity>find("order by createdAt, id")
        .firstResultOptional()
        .map(row -> new OrganizationId(row.id));
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void insert(OrganizationId id, String name) {
    var row = new OrganizationEntity();
    row.id = id.value();
    row.name = name;
    row.createdAt = clock.instant();
    row.persist();
  }
}
