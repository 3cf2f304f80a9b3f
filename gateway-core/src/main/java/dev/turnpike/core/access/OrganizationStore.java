package dev.turnpike.core.access;

import java.util.Optional;

/** Where organizations live. Blocking. */
public interface OrganizationStore {
  /** The one that was made first; absent before the first start is through. */
  Optional<OrganizationId> first();

  /** Adds an organization; inside a configuration change. */
  void insert(OrganizationId id, String name);
}
