package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.known.CurrentModels;
import dev.turnpike.core.known.KnownModel;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.gateway.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Models as calls are served by them: the caller's own from the snapshot in memory, built-in ones
 * from the catalogue, so that lists work without the database.
 */
@ApplicationScoped
class ModelReads {

  private final SnapshotSource snapshots;
  private final CurrentPrincipal caller;
  private final CurrentModels known;
  private final Clock clock;

  ModelReads(SnapshotSource snapshots, CurrentPrincipal caller, CurrentModels known, Clock clock) {
    this.snapshots = snapshots;
    this.caller = caller;
    this.known = known;
    this.clock = clock;
  }

  /** Which built-in models a list holds besides the caller's own. */
  enum Scope {
    /** Those whose provider has a credential. */
    CALLABLE,
    ALL
  }

  /** What the caller has; nothing for one without a key. */
  Catalog catalog() {
    return caller
        .find()
        .map(principal -> snapshots.current().catalog(principal.organization()))
        .orElse(Catalog.EMPTY);
  }

  Optional<ModelWire> find(String name) {
    var catalog = catalog();
    var own = catalog.deployments().get(name);
    return own != null
        ? Optional.of(ModelWire.of(own.model(), catalog))
        : builtIn(name).map(found -> wire(found.row(), found.model(), catalog, clock.instant()));
  }

  /** A built-in model and whose it is. */
  record BuiltIn(ProviderDescriptor row, KnownModel model) {}

  /** By its prefixed name; bare names mean different models to different callers. */
  Optional<BuiltIn> builtIn(String name) {
    int slash = name.indexOf('/');
    if (slash <= 0) {
      return Optional.empty();
    }
    var id = name.substring(slash + 1);
    return BuiltInProviders.table()
        .ofPrefix(name.substring(0, slash))
        .flatMap(
            row ->
                known.get().of(row).stream()
                    .filter(model -> model.id().equals(id))
                    .findFirst()
                    .map(model -> new BuiltIn(row, model)));
  }

  /**
   * @param filters the wire's {@code filters}, or null
   * @param sortBy a field, with {@code -} in front for descending; absent: by name
   * @throws WebApplicationException 400 naming the field that cannot be filtered or sorted by
   */
  List<ModelWire> list(Scope scope, @Nullable JsonNode filters, @Nullable String sortBy) {
    var filter = ModelFilter.read(filters);
    if (!filter.errors().isEmpty()) {
      throw new WebApplicationException(Refusal.invalid(filter.errors()));
    }
    var order = order(sortBy);
    var catalog = catalog();
    var own =
        catalog.deployments().values().stream()
            .map(deployment -> ModelWire.of(deployment.model(), catalog));
    return Stream.concat(own, builtIn(scope, catalog)).filter(filter::holds).sorted(order).toList();
  }

  /** A custom model of the same name is what a call would get, so that one stands alone. */
  private Stream<ModelWire> builtIn(Scope scope, Catalog catalog) {
    var now = clock.instant();
    var models = known.get();
    return BuiltInProviders.table().all().stream()
        .filter(row -> scope == Scope.ALL || !catalog.connections(row.id()).isEmpty())
        .flatMap(row -> models.of(row).stream().map(model -> wire(row, model, catalog, now)))
        .filter(wire -> !catalog.deployments().containsKey(wire.modelName()));
  }

  private static ModelWire wire(
      ProviderDescriptor row, KnownModel model, Catalog catalog, Instant now) {
    boolean available =
        catalog.connections(row.id()).stream()
            .anyMatch(connection -> connection.integration().serves(model.id()));
    return ModelWire.of(row, model, available, now);
  }

  private static Comparator<ModelWire> order(@Nullable String sortBy) {
    var byName = ModelField.MODEL_NAME.order(false);
    if (sortBy == null || sortBy.isBlank()) {
      return byName;
    }
    boolean descending = sortBy.startsWith("-");
    return ModelField.ofWire(descending ? sortBy.substring(1) : sortBy)
        .map(field -> field.order(descending).thenComparing(byName))
        .orElseThrow(
            () ->
                new WebApplicationException(
                    Refusal.invalid(
                        FieldErrors.of("sort_by", "Models cannot be sorted by this field."))));
  }
}
