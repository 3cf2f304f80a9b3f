package dev.turnpike.core.integration;

import dev.turnpike.core.access.OrganizationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

public final class InMemoryIntegrationStore implements IntegrationStore {
  private final Map<UUID, StoredIntegration> rows = new LinkedHashMap<>();

  @Override
  public List<Integration> list(OrganizationId organization) {
    return rows.values().stream()
        .map(StoredIntegration::integration)
        .filter(i -> i.organization().equals(organization))
        .toList();
  }

  @Override
  public Optional<Integration> find(OrganizationId organization, UUID id) {
    return list(organization).stream().filter(i -> i.id().equals(id)).findFirst();
  }

  @Override
  public void insert(Integration integration, byte[] sealed) {
    rows.put(integration.id(), new StoredIntegration(integration, sealed));
  }

  @Override
  public void update(Integration integration, byte[] sealed) {
    insert(integration, sealed);
  }

  @Override
  public Optional<byte[]> sealed(OrganizationId organization, UUID id) {
    return find(organization, id).map(i -> rows.get(id).sealed());
  }

  @Override
  public boolean delete(OrganizationId organization, UUID id) {
    return find(organization, id).isPresent() && rows.remove(id) != null;
  }
}
