package dev.turnpike.console.models.catalogue;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.known.CurrentModels;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.snapshot.SnapshotSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All models of an organization: its own, and the built-in ones. Blocking. */
@ApplicationScoped
class CatalogueRows {
  private final Models models;
  private final Providers providers;
  private final CurrentModels known;
  private final SnapshotSource snapshots;
  private final Clock clock;

  CatalogueRows(
      Models models,
      Providers providers,
      CurrentModels known,
      SnapshotSource snapshots,
      Clock clock) {
    this.models = models;
    this.providers = providers;
    this.known = known;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  List<CatalogueRow> all(OrganizationId organization) {
    var names =
        providers.list(organization).stream()
            .collect(Collectors.toMap(Provider::id, Provider::name));
    var own =
        models.list(organization).stream()
            .map(
                model ->
                    CatalogueRow.of(
                        model, names.getOrDefault(model.provider(), model.provider().value())));
    var now = clock.instant();
    var builtIn =
        BuiltInProviders.table().all().stream().flatMap(row -> of(organization, row, now));
    return Stream.concat(own, builtIn).toList();
  }

  private Stream<CatalogueRow> of(
      OrganizationId organization, ProviderDescriptor row, Instant now) {
    var connections = snapshots.current().catalog(organization).connections(row.id());
    return known.get().of(row).stream()
        .map(
            model ->
                CatalogueRow.of(
                    row,
                    model,
                    connections.stream().anyMatch(c -> c.integration().serves(model.id())),
                    now));
  }
}
