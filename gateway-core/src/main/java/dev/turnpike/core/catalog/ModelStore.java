package dev.turnpike.core.catalog;

import dev.turnpike.core.access.OrganizationId;
import java.util.List;
import java.util.Optional;

/**
 * Where custom models live. Blocking. Changes are made inside {@code ConfigurationChanges} alone; a
 * read joins its transaction, or has one of its own.
 */
public interface ModelStore {
  /** By name. */
  List<Model> list(OrganizationId organization);

  List<Model> ofProvider(OrganizationId organization, ProviderId provider);

  Optional<Model> find(OrganizationId organization, String name);

  /** Inserts the model, or replaces the one of the same name; true when it was new. */
  boolean upsert(Model model);

  /** False when there was none. */
  boolean delete(OrganizationId organization, String name);
}
