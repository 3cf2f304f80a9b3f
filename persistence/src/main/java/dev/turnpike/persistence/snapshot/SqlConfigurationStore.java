package dev.turnpike.persistence.snapshot;

import dev.turnpike.core.snapshot.Configuration;
import dev.turnpike.core.snapshot.ConfigurationStore;
import dev.turnpike.persistence.access.KeyRows;
import dev.turnpike.persistence.catalog.CatalogRows;
import dev.turnpike.persistence.change.TellsUnavailable;
import dev.turnpike.persistence.integration.IntegrationRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
@TellsUnavailable
class SqlConfigurationStore implements ConfigurationStore {
  private static final String VERSION = "select version from config_version";

  /** Must be the first statement of a transaction; then all reads see the same instant. */
  private static final String ONE_INSTANT =
      "set transaction isolation level repeatable read read only";

  private final EntityManager entities;
  private final CatalogRows catalog;
  private final KeyRows access;
  private final IntegrationRows integrations;

  @Inject
  SqlConfigurationStore(
      EntityManager entities, CatalogRows catalog, KeyRows access, IntegrationRows integrations) {
    this.entities = entities;
    this.catalog = catalog;
    this.access = access;
    this.integrations = integrations;
  }

  @Override
  public long version() {
    return ((Number) entities.createNativeQuery(VERSION).getSingleResult()).longValue();
  }

  @Override
  public Configuration read() {
    entities.createNativeQuery(ONE_INSTANT).executeUpdate();
    return new Configuration(
        version(),
        catalog.providers(),
        catalog.models(),
        access.keys(),
        integrations.integrations());
  }
}
