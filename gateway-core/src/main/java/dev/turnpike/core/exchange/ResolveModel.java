package dev.turnpike.core.exchange;

import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.UnknownModel;
import dev.turnpike.core.error.UpstreamFault;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
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
    var found = find(catalog, name);
    if (found == null) {
      return Optional.of(
          new UnknownModel(name, NearNames.of(name, catalog.deployments().keySet())));
    }
    if (catalog.needsCredential(found.provider())) {
      return Optional.of(
          new UpstreamFault(
              UpstreamFault.Kind.CREDENTIAL_UNREADABLE,
              found.provider().id().value(),
              "its stored credential does not open with this gateway's master key. Enter it again"
                  + " in the console."));
    }
    exchange.deployment(found);
    return Optional.empty();
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
