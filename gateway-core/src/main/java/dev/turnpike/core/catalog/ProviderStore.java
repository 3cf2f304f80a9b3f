package dev.turnpike.core.catalog;

import dev.turnpike.core.access.OrganizationId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where custom providers live. Blocking. Changes are made inside {@code ConfigurationChanges}
 * alone; a read joins its transaction, or has one of its own.
 */
public interface ProviderStore {
  /** By display name. */
  List<Provider> list(OrganizationId organization);

  Optional<Provider> find(OrganizationId organization, ProviderId id);

  /**
   * @param sealed the sealed {@link ProviderCredential}; absent when there is none
   * @return false when the id is taken, and nothing was changed
   */
  boolean insert(Provider provider, byte @Nullable [] sealed);

  /** Replaces everything; an absent sealed credential wipes the stored one. */
  void update(Provider provider, byte @Nullable [] sealed);

  Optional<byte[]> sealedCredential(OrganizationId organization, ProviderId id);

  /** Deletes the provider and its models. */
  void delete(OrganizationId organization, ProviderId id);
}
