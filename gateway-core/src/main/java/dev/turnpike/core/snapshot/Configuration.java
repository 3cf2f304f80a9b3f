package dev.turnpike.core.snapshot;

import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.integration.StoredIntegration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored, as of one version: the raw material of a {@link Snapshot}. Credentials are still
 * sealed, so that this form may lie on disk.
 *
 * @param keys of all organizations, revoked ones too
 */
public record Configuration(
    long version,
    List<StoredProvider> providers,
    List<Model> models,
    List<VirtualKey> keys,
    List<StoredIntegration> integrations) {
  public Configuration {
    providers = List.copyOf(providers);
    models = List.copyOf(models);
    keys = List.copyOf(keys);
    integrations = List.copyOf(integrations);
  }

  /** Without credentials of built-in providers. */
  public Configuration(
      long version, List<StoredProvider> providers, List<Model> models, List<VirtualKey> keys) {
    this(version, providers, models, keys, List.of());
  }

  /**
   * A provider and its sealed credential; the array is not copied and must not be changed.
   *
   * @param sealed absent when there is no credential
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record StoredProvider(Provider provider, byte @Nullable [] sealed) {}
}
