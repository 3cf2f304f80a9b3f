package dev.turnpike.core.snapshot;

import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.catalog.SecretVault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link Snapshot} of what is stored: opens credentials, joins models to their providers.
 */
final class SnapshotAssembler {
  private final SecretVault vault;

  SnapshotAssembler(SecretVault vault) {
    this.vault = vault;
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
    configuration.keys().forEach(key -> keys.put(key.digest(), key));
    var finished = new HashMap<OrganizationId, Snapshot.Catalog>();
    catalogs.forEach((organization, draft) -> finished.put(organization, draft.finish()));
    return new Assembled(
        new Snapshot(configuration.version(), now, keys, finished), List.copyOf(unreadable));
  }

  private static final class Draft {
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();
    private final Map<ProviderId, Provider> providers = new LinkedHashMap<>();
    private final Map<ProviderId, ProviderCredential> credentials = new HashMap<>();

    Snapshot.Catalog finish() {
      return new Snapshot.Catalog(deployments, providers, credentials);
    }
  }
}
