package dev.turnpike.core.access;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

public final class InMemoryKeyStore implements KeyStore {
  private final Map<UUID, VirtualKey> rows = new LinkedHashMap<>();

  @Override
  public List<VirtualKey> list(OrganizationId organization) {
    return rows.values().stream()
        .filter(k -> k.organization().equals(organization))
        .sorted(Comparator.comparing(VirtualKey::createdAt).reversed())
        .toList();
  }

  @Override
  public Optional<VirtualKey> find(OrganizationId organization, UUID id) {
    return Optional.ofNullable(rows.get(id)).filter(k -> k.organization().equals(organization));
  }

  @Override
  public boolean exists(KeyDigest digest) {
    return rows.values().stream().anyMatch(k -> k.digest().equals(digest));
  }

  @Override
  public void insert(VirtualKey key) {
    rows.put(key.id(), key);
  }

  @Override
  public void update(VirtualKey key) {
    rows.put(key.id(), key);
  }

  @Override
  public Map<UUID, KeyUse> uses(OrganizationId organization) {
    return Map.of();
  }
}
