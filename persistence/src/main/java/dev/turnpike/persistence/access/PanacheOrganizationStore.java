package dev.turnpike.persistence.access;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.OrganizationStore;
import dev.turnpike.persistence.change.TellsUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
@Transactional
@TellsUnavailable
class PanacheOrganizationStore implements OrganizationStore {
  /** SQL, as each start asks it: Hibernate takes 50 ms to make its parser of queries. */
  private static final String FIRST = "select id from organization order by created_at, id limit 1";

  private final Clock clock;

  @Inject
  PanacheOrganizationStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<OrganizationId> first() {
    return OrganizationEntity.getEntityManager()
        .createNativeQuery(FIRST, UUID.class)
        .getResultStream()
        .findFirst()
        .map(id -> new OrganizationId((UUID) id));
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
