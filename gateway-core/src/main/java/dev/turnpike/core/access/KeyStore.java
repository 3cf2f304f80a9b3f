package dev.turnpike.core.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where virtual keys live. Blocking. Changes are made inside {@code ConfigurationChanges} alone; a
 * read joins its transaction, or has one of its own.
 */
public interface KeyStore {
  /** Newest first, revoked ones included. */
  List<VirtualKey> list(OrganizationId organization);

  Optional<VirtualKey> find(OrganizationId organization, UUID id);

  /** Whether any key of any organization has this digest. */
  boolean exists(KeyDigest digest);

  void insert(VirtualKey key);

  /** Replaces name, limits, rights and revocation of an existing key. */
  void update(VirtualKey key);

  /** Calls and spend per key id; keys never used are absent. */
  Map<UUID, KeyUse> uses(OrganizationId organization);
}
