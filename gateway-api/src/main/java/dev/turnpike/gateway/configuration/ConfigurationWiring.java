package dev.turnpike.gateway.configuration;

import dev.turnpike.core.access.Bootstrap;
import dev.turnpike.core.access.KeyStore;
import dev.turnpike.core.access.Keys;
import dev.turnpike.core.access.OrganizationStore;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.catalog.ModelStore;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.catalog.ProviderStore;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.core.change.ConfigurationChanges;
import dev.turnpike.core.integration.EnvironmentCredentials;
import dev.turnpike.core.integration.IntegrationStore;
import dev.turnpike.core.integration.Integrations;
import dev.turnpike.core.known.CurrentModels;
import dev.turnpike.core.known.KnownModelBook;
import dev.turnpike.core.naming.ModelBook;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.snapshot.ConfigurationStore;
import dev.turnpike.core.snapshot.LiveSnapshot;
import dev.turnpike.core.snapshot.SealedSnapshotCopy;
import dev.turnpike.core.trial.EndpointCalls;
import dev.turnpike.core.trial.Trials;
import dev.turnpike.core.upstream.AddressPolicy;
import dev.turnpike.core.upstream.AddressPolicy.Verdict;
import dev.turnpike.gateway.start.DataDirectory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Makes the use cases of the configuration, and the snapshot, out of their ports. */
final class ConfigurationWiring {
  @Produces
  @Singleton
  LiveSnapshot snapshot(
      ConfigurationStore store,
      DataDirectory data,
      SecretVault vault,
      EnvironmentCredentials environment,
      Clock clock) {
    return new LiveSnapshot(
        store, new SealedSnapshotCopy(data.snapshot(), vault), vault, environment, clock);
  }

  @Produces
  @Singleton
  CurrentModels models() {
    return new CurrentModels();
  }

  @Produces
  @Singleton
  ModelBook book(CurrentModels models, Clock clock) {
    return new KnownModelBook(models, clock);
  }

  @Produces
  @Singleton
  Trials trials(
      ProviderStore providers,
      ModelStore models,
      ConfigurationChanges changes,
      SecretVault vault,
      EndpointProbe probe,
      EndpointCalls calls,
      Clock clock) {
    return new Trials(providers, models, changes, vault, probe, calls, clock);
  }

  @Produces
  @Singleton
  Integrations integrations(
      IntegrationStore store,
      ConfigurationChanges changes,
      SecretVault vault,
      EndpointProbe probe,
      AddressPolicy addresses,
      Clock clock) {
    return new Integrations(
        BuiltInProviders.table(),
        store,
        changes,
        vault,
        probe,
        uri -> refusal(addresses, uri),
        clock);
  }

  @Produces
  @Singleton
  Providers providers(
      ProviderStore store,
      ModelStore models,
      ConfigurationChanges changes,
      SecretVault vault,
      EndpointProbe probe,
      AddressPolicy addresses,
      Clock clock) {
    return new Providers(
        store, models, changes, vault, probe, uri -> refusal(addresses, uri), clock);
  }

  private static Optional<String> refusal(AddressPolicy addresses, URI uri) {
    return switch (addresses.checkBaseUrl(uri)) {
      case Verdict.Allowed() -> Optional.empty();
      case Verdict.Denied(var reason) -> Optional.of(reason);
    };
  }

  @Produces
  @Singleton
  Models models(
      ModelStore store, ProviderStore providers, ConfigurationChanges changes, Clock clock) {
    return new Models(store, providers, changes, clock);
  }

  @Produces
  @Singleton
  Keys keys(KeyStore store, ConfigurationChanges changes, Clock clock) {
    return new Keys(store, changes, new SecureRandom(), clock);
  }

  @Produces
  @Singleton
  Bootstrap bootstrap(
      OrganizationStore organizations, KeyStore keys, ConfigurationChanges changes, Clock clock) {
    return new Bootstrap(organizations, keys, changes, clock);
  }
}
