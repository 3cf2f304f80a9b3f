package dev.turnpike.core.integration;

import dev.turnpike.core.access.OrganizationId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where credentials for built-in providers live. Blocking. Changes are made inside {@code
 * ConfigurationChanges} alone; a read joins its transaction, or has one of its own.
 */
public interface IntegrationStore {
  /** By provider, then name. */
  List<Integration> list(OrganizationId organization);

  Optional<Integration> find(OrganizationId organization, UUID id);

  void insert(Integration integration, byte[] sealed);

  void update(Integration integration, byte[] sealed);

  Optional<byte[]> sealed(OrganizationId organization, UUID id);

  /** False when there was none. */
  boolean delete(OrganizationId organization, UUID id);
}
