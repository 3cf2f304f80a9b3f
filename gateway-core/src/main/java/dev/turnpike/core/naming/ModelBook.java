package dev.turnpike.core.naming;

import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.usage.Price;
import dev.turnpike.core.usage.Rates;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What is publicly known of built-in providers' models. Thread-safe; never blocks for long. */
public interface ModelBook {
  /** Whether the provider is known to serve a model of this name. */
  boolean knows(ProviderDescriptor row, String upstreamName);

  /**
   * The model as it is known, or one of which nothing but its name is.
   *
   * @param name what the caller sent
   */
  Model describe(ProviderDescriptor row, Provider provider, String name, String upstreamName);

  /** What the model costs at a time; empty when it is not known. */
  default Optional<Priced> rates(ProviderDescriptor row, String upstreamName, Instant at) {
    return Optional.empty();
  }

  /**
   * @param version which catalogue says so
   */
  record Priced(Rates rates, String version) {}

  /** A model of which nothing but its names is known. */
  static Model unknown(Provider provider, String name, String upstreamName) {
    return new Model(
        provider.organization(),
        name,
        name,
        provider.id(),
        upstreamName,
        ModelType.CHAT,
        Price.UNKNOWN,
        null,
        Model.Capabilities.TEXT,
        Map.of(),
        provider.createdAt(),
        provider.updatedAt());
  }

  /** Nothing is known. */
  ModelBook NONE =
      new ModelBook() {
        @Override
        public boolean knows(ProviderDescriptor row, String upstreamName) {
          return false;
        }

        @Override
        public Model describe(
            ProviderDescriptor row, Provider provider, String name, String upstreamName) {
          return unknown(provider, name, upstreamName);
        }
      };
}
