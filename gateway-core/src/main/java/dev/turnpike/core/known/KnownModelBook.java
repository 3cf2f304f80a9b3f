package dev.turnpike.core.known;

import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.naming.ModelBook;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.usage.Rates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The names and prices of built-in models, from the catalogue of the moment. Thread-safe. */
public final class KnownModelBook implements ModelBook {
  private final Supplier<KnownModels> models;
  private final InstantSource clock;

  public KnownModelBook(Supplier<KnownModels> models, InstantSource clock) {
    this.models = models;
    this.clock = clock;
  }

  @Override
  public boolean knows(ProviderDescriptor row, String upstreamName) {
    return models.get().find(row, upstreamName).isPresent();
  }

  @Override
  public Model describe(
      ProviderDescriptor row, Provider provider, String name, String upstreamName) {
    return models
        .get()
        .find(row, upstreamName)
        .map(known -> model(known, provider, name, upstreamName))
        .orElseGet(() -> ModelBook.unknown(provider, name, upstreamName));
  }

  @Override
  public Optional<Priced> rates(ProviderDescriptor row, String upstreamName, Instant at) {
    var catalogue = models.get();
    return catalogue
        .find(row, upstreamName)
        .map(known -> new Priced(known.ratesAt(at), catalogue.version()));
  }

  private Model model(KnownModel known, Provider provider, String name, String upstreamName) {
    return new Model(
        provider.organization(),
        name,
        known.name(),
        provider.id(),
        upstreamName,
        known.type(),
        rates(known).shown(0),
        known.window(),
        new Model.Capabilities(known.can("tools"), known.can("vision"), true),
        Map.of(),
        provider.createdAt(),
        provider.updatedAt());
  }

  private Rates rates(KnownModel known) {
    return known.ratesAt(clock.instant());
  }
}
