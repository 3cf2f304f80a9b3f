package dev.turnpike.core.snapshot;

import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.integration.Connection;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One immutable version of everything the data plane decides by. An exchange uses one snapshot from
 * admission to log. All look-ups are by hash and allocate nothing worth naming.
 *
 * @param version grows with every change
 * @param keys all keys, revoked ones too (their refusals are logged to their organization)
 */
public record Snapshot(
    long version,
    Instant loadedAt,
    Map<KeyDigest, VirtualKey> keys,
    Map<OrganizationId, Catalog> catalogs) {

  /** Nothing configured: what a gateway that could not yet read anything serves by. */
  public static final Snapshot EMPTY = new Snapshot(0, Instant.EPOCH, Map.of(), Map.of());

  public Snapshot {
    keys = Map.copyOf(keys);
    catalogs = Map.copyOf(catalogs);
  }

  public Optional<VirtualKey> key(KeyDigest digest) {
    return Optional.ofNullable(keys.get(digest));
  }

  public Catalog catalog(OrganizationId organization) {
    return catalogs.getOrDefault(organization, Catalog.EMPTY);
  }

  /**
   * What one organization can call.
   *
   * @param deployments by the exact model name callers send, in name order
   * @param providers by id, with those that have no model yet
   * @param credentials by provider id; absent where there is none or it does not open
   * @param connections credentials of built-in providers that open, by the provider's id; the
   *     stored ones first
   */
  public record Catalog(
      Map<String, Deployment> deployments,
      Map<ProviderId, Provider> providers,
      Map<ProviderId, ProviderCredential> credentials,
      Map<String, List<Connection>> connections) {
    public static final Catalog EMPTY = new Catalog(Map.of(), Map.of(), Map.of());

    public Catalog {
      deployments = Collections.unmodifiableMap(new LinkedHashMap<>(deployments));
      providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
      credentials = Map.copyOf(credentials);
      connections = Collections.unmodifiableMap(new LinkedHashMap<>(connections));
    }

    /** Without built-in providers. */
    public Catalog(
        Map<String, Deployment> deployments,
        Map<ProviderId, Provider> providers,
        Map<ProviderId, ProviderCredential> credentials) {
      this(deployments, providers, credentials, Map.of());
    }

    /** What may be called at a built-in provider. */
    public List<Connection> connections(String provider) {
      return connections.getOrDefault(provider, List.of());
    }

    /**
     * Whether a credential is stored for the provider but does not open with this installation's
     * master key, so that it must be entered again. A call without it could only be refused.
     */
    public boolean needsCredential(Provider provider) {
      return (provider.credential().set() || !provider.headerNames().isEmpty())
          && !credentials.containsKey(provider.id());
    }
  }
}
