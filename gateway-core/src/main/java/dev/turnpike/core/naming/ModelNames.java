package dev.turnpike.core.naming;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.ProviderNotConnected;
import dev.turnpike.core.error.ProviderRetired;
import dev.turnpike.core.integration.Connection;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a model name stands for, in this order: a custom model of that very name; {@code
 * provider_id/model} of a custom provider; {@code prefix/model} of a built-in provider, whatever
 * the model; a well-known bare name of a built-in provider that can be called. Thread-safe when its
 * random generator is.
 */
public final class ModelNames {
  private static final String CREDENTIALS = "customer_credentials";
  private static final String OVERRIDE = "credential_override";

  private final BuiltInProviders table;
  private final ModelBook book;
  private final RandomGenerator random;

  public ModelNames(BuiltInProviders table, ModelBook book, RandomGenerator random) {
    this.table = table;
    this.book = book;
    this.random = random;
  }

  /** A built-in provider and what it calls the model. */
  private record Target(ProviderDescriptor row, String upstreamName) {}

  /** One way to call it. */
  private record Way(Connection connection, int weight, boolean own) {}

  public Named find(OrganizationId organization, Catalog catalog, String name, Wishes wishes) {
    if (wishes.provider() != null) {
      return routed(organization, catalog, name, wishes.provider(), wishes);
    }
    var custom = custom(catalog, name);
    if (custom != null) {
      return custom(custom, name, wishes);
    }
    var target = target(catalog, name, wishes).orElse(null);
    return target == null
        ? new Named.Unknown()
        : builtIn(organization, catalog, name, target, wishes);
  }

  /** The provider is named beside the model: in the path, or in a header. */
  public Named at(
      OrganizationId organization, Catalog catalog, String provider, String name, Wishes wishes) {
    var row = table.ofCredential(provider).orElse(null);
    return row == null
        ? new Named.Unknown()
        : builtIn(organization, catalog, name, new Target(row, stripped(row, name)), wishes);
  }

  private Named routed(
      OrganizationId organization, Catalog catalog, String name, String provider, Wishes wishes) {
    var id = ProviderId.isWellFormed(provider) ? new ProviderId(provider) : null;
    var custom = id == null ? null : custom(catalog, name);
    if (custom != null && custom.provider().id().equals(id)) {
      return custom(custom, name, wishes);
    }
    var found = at(organization, catalog, provider, name, wishes);
    return found instanceof Named.Unknown
        ? new Named.Refused(
            new GatewayError.InvalidRequest(
                "The header X-Respan-Route-Provider names no provider that serves this model.",
                "X-Respan-Route-Provider"))
        : found;
  }

  private static String stripped(ProviderDescriptor row, String name) {
    int slash = name.indexOf('/');
    return slash > 0 && row.prefixes().contains(name.substring(0, slash))
        ? name.substring(slash + 1)
        : name;
  }

  private static @Nullable Deployment custom(Catalog catalog, String name) {
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

  private Named custom(Deployment found, String name, Wishes wishes) {
    var override = wishes.override(name, found.model().name()).orElse(null);
    var parameter = override == null ? CREDENTIALS : OVERRIDE;
    if (override == null) {
      var own = wishes.own(found.provider().id().value()::equals);
      var usable = own.stream().filter(o -> o.serves(name, found.model().name())).toList();
      if (usable.isEmpty()) {
        return new Named.Found(found, "", false, null);
      }
      override = WeightedChoice.of(usable, Wishes.Own::weight, random).fields();
    }
    var problem = OwnCredentials.problem(found.provider(), override, parameter);
    return problem.isPresent()
        ? new Named.Refused(problem.get())
        : new Named.Found(OwnCredentials.with(found, override), "", true, null);
  }

  private Optional<Target> target(Catalog catalog, String name, Wishes wishes) {
    int slash = name.indexOf('/');
    if (slash > 0) {
      var prefix = name.substring(0, slash);
      // A custom provider's id wins over a prefix: its models are all known here.
      boolean custom =
          ProviderId.isWellFormed(prefix)
              && catalog.providers().containsKey(new ProviderId(prefix));
      var row = custom ? Optional.<ProviderDescriptor>empty() : table.ofPrefix(prefix);
      if (row.isPresent() && slash + 1 < name.length()) {
        return row.map(r -> new Target(r, name.substring(slash + 1)));
      }
    }
    var family = table.ofFamily(name);
    if (family.isPresent() && isKnown(family.get(), name)) {
      return family.map(row -> new Target(row, name));
    }
    return table.all().stream()
        .filter(row -> isReachable(catalog, row, wishes))
        .filter(row -> book.knows(row, name))
        .findFirst()
        .map(row -> new Target(row, name));
  }

  private boolean isKnown(ProviderDescriptor row, String name) {
    return row.catalogue() == null || row.aliases().containsKey(name) || book.knows(row, name);
  }

  private boolean isReachable(Catalog catalog, ProviderDescriptor row, Wishes wishes) {
    return !catalog.connections(row.id()).isEmpty()
        || !wishes.own(key -> means(key, row)).isEmpty();
  }

  private boolean means(String key, ProviderDescriptor row) {
    return table.ofCredential(key).filter(row::equals).isPresent();
  }

  private Named builtIn(
      OrganizationId organization, Catalog catalog, String name, Target target, Wishes wishes) {
    var row = target.row;
    if (row.status() == Status.RETIRED) {
      return new Named.Refused(new ProviderRetired(row.id(), String.valueOf(row.note())));
    }
    var upstream =
        wishes
            .deployment(name, target.upstreamName)
            .orElseGet(() -> row.upstreamName(target.upstreamName));
    return switch (ways(organization, catalog, name, target, wishes)) {
      case Ways.Refused(var reason) -> new Named.Refused(reason);
      case Ways.Some(var ways) when ways.isEmpty() ->
          new Named.Refused(
              new ProviderNotConnected(
                  row.id(),
                  row.name(),
                  target.upstreamName,
                  !catalog.connections(row.id()).isEmpty()));
      case Ways.Some(var ways) -> {
        var way = WeightedChoice.of(ways, Way::weight, random);
        var connection = way.connection;
        yield new Named.Found(
            new Deployment(
                book.describe(row, connection.provider(), name, upstream),
                connection.provider(),
                connection.credential()),
            connection.integration().name(),
            way.own,
            row);
      }
    };
  }

  private sealed interface Ways {
    record Some(List<Way> ways) implements Ways {}

    record Refused(GatewayError reason) implements Ways {}
  }

  private Ways ways(
      OrganizationId organization, Catalog catalog, String name, Target target, Wishes wishes) {
    var row = target.row;
    var override = wishes.override(name, target.upstreamName).orElse(null);
    var own =
        override != null
            ? List.of(new Wishes.Own(override, 1, List.of(), List.of()))
            : wishes.own(key -> means(key, row)).stream()
                .filter(o -> o.serves(name, target.upstreamName))
                .toList();
    var ways = new ArrayList<Way>();
    for (var credential : own) {
      var parameter = override != null ? OVERRIDE : CREDENTIALS;
      switch (OwnCredentials.of(row, credential.fields(), organization, catalog, parameter)) {
        case OwnCredentials.Made.Refused(var reason) -> {
          return new Ways.Refused(reason);
        }
        case OwnCredentials.Made.Ready(var connection) ->
            ways.add(new Way(connection, credential.weight(), true));
      }
    }
    if (ways.isEmpty()) {
      for (var stored : catalog.connections(row.id())) {
        if (stored.integration().serves(target.upstreamName)) {
          ways.add(new Way(stored, stored.integration().weight(), false));
        }
      }
    }
    return new Ways.Some(List.copyOf(ways));
  }
}
