package dev.turnpike.core.exchange;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.UnknownModel;
import dev.turnpike.core.error.UnknownProvider;
import dev.turnpike.core.error.UpstreamFault;
import dev.turnpike.core.naming.ModelBook;
import dev.turnpike.core.naming.ModelNames;
import dev.turnpike.core.naming.Named;
import dev.turnpike.core.naming.Wishes;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import java.util.Optional;

/** Finds the deployment behind the model name, or behind provider and name of a relay. */
final class ResolveModel implements Stage {
  private final ModelNames names;
  private final ModelNames steady;

  /**
   * @param names chooses among credentials by weight
   * @param steady chooses the same one each time
   */
  ResolveModel(ModelNames names, ModelNames steady) {
    this.names = names;
    this.steady = steady;
  }

  @Override
  public Optional<GatewayError> apply(Exchange exchange) {
    var ingress = exchange.ingress();
    var organization = ingress.key().organization();
    var catalog = ingress.snapshot().catalog(organization);
    var name = exchange.request().model();
    var wishes = Wishes.of(exchange.params(), ingress.header().apply("x-respan-route-provider"));
    exchange.wishes(wishes);
    var only = ingress.entrance().provider();
    if (only != null) {
      return atProvider(exchange, organization, catalog, only, name, wishes);
    }
    return switch (names.find(organization, catalog, name, wishes)) {
      case Named.Refused(var reason) -> Optional.of(reason);
      case Named.Unknown() ->
          Optional.of(new UnknownModel(name, NearNames.of(name, catalog.deployments().keySet())));
      case Named.Found found -> {
        var provider = found.deployment().provider();
        if (catalog.deployments().containsKey(found.deployment().model().name())
            && !found.ownCredential()
            && catalog.needsCredential(provider)) {
          yield Optional.of(unreadable(provider));
        }
        exchange.found(found);
        yield Optional.empty();
      }
    };
  }

  /** The caller named the provider; the model is its own affair, known here or not. */
  private Optional<GatewayError> atProvider(
      Exchange exchange,
      OrganizationId organization,
      Catalog catalog,
      String id,
      String name,
      Wishes wishes) {
    var provider = ProviderId.isWellFormed(id) ? catalog.providers().get(new ProviderId(id)) : null;
    if (provider != null) {
      return atCustom(exchange, catalog, provider, name);
    }
    var entrance = exchange.ingress().entrance();
    var chosen = entrance.operation().isOfSeveral() ? steady : names;
    return switch (chosen.at(organization, catalog, id, name, wishes)) {
      case Named.Refused(var reason) -> Optional.of(reason);
      case Named.Unknown() -> Optional.of(new UnknownProvider(id, null));
      case Named.Found found
          when !found.deployment().provider().paths().containsKey(entrance.dialect()) ->
          Optional.of(new UnknownProvider(id, entrance.dialect()));
      case Named.Found found -> {
        exchange.found(found);
        yield Optional.empty();
      }
    };
  }

  private static Optional<GatewayError> atCustom(
      Exchange exchange, Catalog catalog, Provider provider, String name) {
    if (!provider.paths().containsKey(exchange.ingress().dialect())) {
      return Optional.of(new UnknownProvider(provider.id().value(), exchange.ingress().dialect()));
    }
    if (catalog.needsCredential(provider)) {
      return Optional.of(unreadable(provider));
    }
    var credential = catalog.credentials().getOrDefault(provider.id(), ProviderCredential.NONE);
    exchange.deployment(
        catalog.deployments().values().stream()
            .filter(d -> d.provider().id().equals(provider.id()))
            .filter(d -> d.model().upstreamName().equals(name))
            .findFirst()
            .orElseGet(
                () ->
                    new Deployment(ModelBook.unknown(provider, name, name), provider, credential)));
    return Optional.empty();
  }

  private static GatewayError unreadable(Provider provider) {
    return new UpstreamFault(
        UpstreamFault.Kind.CREDENTIAL_UNREADABLE,
        provider.id().value(),
        "its stored credential does not open with this gateway's master key. Enter it again in the"
            + " console.");
  }
}
