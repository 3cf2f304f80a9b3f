package dev.turnpike.core.exchange;

import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.UnknownModel;
import dev.turnpike.core.error.UnknownProvider;
import dev.turnpike.core.error.UpstreamFault;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import dev.turnpike.core.usage.Price;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the deployment behind the model name: the exact name first, then {@code
 * provider_id/model_name}.
 */
final class ResolveModel implements Stage {
  @Override
  public Optional<GatewayError> apply(Exchange exchange) {
    var ingress = exchange.ingress();
    var catalog = ingress.snapshot().catalog(ingress.key().organization());
    var name = exchange.request().model();
    var only = ingress.entrance().provider();
    if (only != null) {
      return atProvider(exchange, catalog, only, name);
    }
    var found = find(catalog, name);
    if (found == null) {
      return Optional.of(
          new UnknownModel(name, NearNames.of(name, catalog.deployments().keySet())));
    }
    if (catalog.needsCredential(found.provider())) {
      return Optional.of(unreadable(found.provider()));
    }
    exchange.deployment(found);
    return Optional.empty();
  }

  /** The caller named the provider; the model is its own affair, known here or not. */
  private static Optional<GatewayError> atProvider(
      Exchange exchange, Catalog catalog, String id, String name) {
    var provider = ProviderId.isWellFormed(id) ? catalog.providers().get(new ProviderId(id)) : null;
    if (provider == null || !provider.paths().containsKey(DialectId.OPENAI_CHAT)) {
      return Optional.of(new UnknownProvider(id, provider != null));
    }
    if (catalog.needsCredential(provider)) {
      return Optional.of(unreadable(provider));
    }
    var credential = catalog.credentials().get(provider.id());
    exchange.deployment(
        catalog.deployments().values().stream()
            .filter(d -> d.provider().id().equals(provider.id()))
            .filter(d -> d.model().upstreamName().equals(name))
            .findFirst()
            .orElseGet(
                () ->
                    new Deployment(
                        unlisted(provider, name),
                        provider,
                        credential == null ? ProviderCredential.NONE : credential)));
    return Optional.empty();
  }

  private static GatewayError unreadable(Provider provider) {
    return new UpstreamFault(
        UpstreamFault.Kind.CREDENTIAL_UNREADABLE,
        provider.id().value(),
        "its stored credential does not open with this gateway's master key. Enter it again in the"
            + " console.");
  }

  private static Model unlisted(Provider provider, String name) {
    return new Model(
        provider.organization(),
        name,
        name,
        provider.id(),
        name,
        ModelType.CHAT,
        Price.UNKNOWN,
        null,
        Model.Capabilities.TEXT,
        Map.of(),
        provider.createdAt(),
        provider.updatedAt());
  }

  private static @Nullable Deployment find(Catalog catalog, String name) {
    var exact = catalog.deployments().get(name);
    if (exact != null) {
      return exact;
    }
    int slash = name.indexOf('/');
    if (slash <= 0 || !ProviderId.isWellFormed(name.substring(0, slash))) {
      return null;
    }
    var prefixed = catalog.deployments().get(name.substring(slash + 1));
    return prefixed != null && prefixed.provider().id().value().equals(name.substring(0, slash))
        ? prefixed
        : null;
  }
}
