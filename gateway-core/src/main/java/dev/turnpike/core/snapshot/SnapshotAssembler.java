package dev.turnpike.core.snapshot;

import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.core.integration.Connection;
import dev.turnpike.core.integration.EnvironmentCredentials;
import dev.turnpike.core.integration.Secrets;
import dev.turnpike.core.integration.StoredIntegration;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a {@link Snapshot} of what is stored: opens credentials, joins models to their providers.
 */
final class SnapshotAssembler {
  private final SecretVault vault;
  private final EnvironmentCredentials environment;

  SnapshotAssembler(SecretVault vault, EnvironmentCredentials environment) {
    this.vault = vault;
    this.environment = environment;
  }

  /**
   * @param unreadable providers whose stored credential does not open and must be entered again;
   *     the others work
   */
  record Assembled(Snapshot snapshot, List<Provider> unreadable) {}

  Assembled assemble(Configuration configuration, Instant now) {
    var unreadable = new ArrayList<Provider>();
    var catalogs = new HashMap<OrganizationId, Draft>();
    for (var stored : configuration.providers()) {
      var provider = stored.provider();
      var draft = catalogs.computeIfAbsent(provider.organization(), o -> new Draft());
      draft.providers.put(provider.id(), provider);
      try {
        var credential =
            ProviderCredential.opened(
                stored.sealed(), vault, provider.organization(), provider.id());
        if (!credential.isEmpty()) {
          draft.credentials.put(provider.id(), credential);
        }
      } catch (SecretVault.SecretUnreadable e) {
        unreadable.add(provider);
      }
    }
    for (var model : configuration.models()) {
      var draft = catalogs.computeIfAbsent(model.organization(), o -> new Draft());
      var provider = draft.providers.get(model.provider());
      if (provider != null) {
        var credential = draft.credentials.getOrDefault(model.provider(), ProviderCredential.NONE);
        draft.deployments.put(model.name(), new Deployment(model, provider, credential));
      }
    }
    var keys = new HashMap<KeyDigest, VirtualKey>();
    for (var key : configuration.keys()) {
      keys.put(key.digest(), key);
      catalogs.computeIfAbsent(key.organization(), o -> new Draft());
    }
    for (var stored : configuration.integrations()) {
      var draft = catalogs.computeIfAbsent(stored.integration().organization(), o -> new Draft());
      try {
        connection(stored).ifPresent(draft::add);
      } catch (SecretVault.SecretUnreadable e) {
        lost(stored).ifPresent(unreadable::add);
      }
    }
    catalogs.forEach((o, draft) -> environment.of(o).forEach(draft::add));
    var finished = new HashMap<OrganizationId, Snapshot.Catalog>();
    catalogs.forEach((organization, draft) -> finished.put(organization, draft.finish()));
    return new Assembled(
        new Snapshot(configuration.version(), now, keys, finished), List.copyOf(unreadable));
  }

  private Optional<Connection> connection(StoredIntegration stored) {
    var integration = stored.integration();
    var secrets =
        Secrets.opened(stored.sealed(), vault, integration.organization(), integration.id());
    return row(stored).flatMap(row -> Connection.of(row, integration, secrets));
  }

  /** The provider whose secrets must be entered again, to tell about it. */
  private static Optional<Provider> lost(StoredIntegration stored) {
    return row(stored)
        .flatMap(row -> Connection.of(row, stored.integration(), Secrets.NONE))
        .map(Connection::provider);
  }

  private static Optional<ProviderDescriptor> row(StoredIntegration stored) {
    return BuiltInProviders.table().find(stored.integration().provider());
  }

  private static final class Draft {
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();
    private final Map<ProviderId, Provider> providers = new LinkedHashMap<>();
    private final Map<ProviderId, ProviderCredential> credentials = new HashMap<>();
    private final Map<String, List<Connection>> connections = new LinkedHashMap<>();

    void add(Connection connection) {
      connections
          .computeIfAbsent(connection.integration().provider(), id -> new ArrayList<>())
          .add(connection);
    }

    Snapshot.Catalog finish() {
      var copied = new LinkedHashMap<String, List<Connection>>();
      connections.forEach((id, all) -> copied.put(id, List.copyOf(all)));
      return new Snapshot.Catalog(deployments, providers, credentials, copied);
    }
  }
}
