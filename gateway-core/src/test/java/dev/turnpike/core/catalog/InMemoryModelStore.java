package dev.turnpike.core.catalog;

import dev.turnpike.core.access.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** For one organization at a time. */
public final class InMemoryModelStore implements ModelStore {
  private final Map<String, Model> rows = new TreeMap<>();

  @Override
  public List<Model> list(OrganizationId organization) {
    return List.copyOf(rows.values());
  }

  @Override
  public List<Model> ofProvider(OrganizationId organization, ProviderId provider) {
    return rows.values().stream().filter(m -> m.provider().equals(provider)).toList();
  }

  @Override
  public Optional<Model> find(OrganizationId organization, String name) {
    return Optional.ofNullable(rows.get(name));
  }

  @Override
  public boolean upsert(Model model) {
    return rows.put(model.name(), model) == null;
  }

  @Override
  public boolean delete(OrganizationId organization, String name) {
    return rows.remove(name) != null;
  }
}
