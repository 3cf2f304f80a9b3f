package dev.turnpike.core.catalog;

import dev.turnpike.core.access.OrganizationId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class InMemoryProviderStore implements ProviderStore {
  private record Row(Provider provider, byte @Nullable [] sealed) {}

  private record Id(OrganizationId organization, ProviderId id) {}

  private final Map<Id, Row> rows = new LinkedHashMap<>();

  @Override
  public List<Provider> list(OrganizationId organization) {
    return rows.values().stream()
        .map(Row::provider)
        .filter(p -> p.organization().equals(organization))
        .sorted(Comparator.comparing(Provider::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  @Override
  public Optional<Provider> find(OrganizationId organization, ProviderId id) {
    return Optional.ofNullable(rows.get(new Id(organization, id))).map(Row::provider);
  }

  @Override
  public boolean insert(Provider provider, byte @Nullable [] sealed) {
    return rows.putIfAbsent(
            new Id(provider.organization(), provider.id()), new Row(provider, sealed))
        == null;
  }

  @Override
  public void update(Provider provider, byte @Nullable [] sealed) {
    rows.put(new Id(provider.organization(), provider.id()), new Row(provider, sealed));
  }

  @Override
  public Optional<byte[]> sealedCredential(OrganizationId organization, ProviderId id) {
    return Optional.ofNullable(rows.get(new Id(organization, id))).map(Row::sealed);
  }

  @Override
  public void delete(OrganizationId organization, ProviderId id) {
    rows.remove(new Id(organization, id));
  }
}
