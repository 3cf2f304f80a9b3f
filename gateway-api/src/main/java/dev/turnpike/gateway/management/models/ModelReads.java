package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.gateway.error.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The caller's models as calls are served by them: read from the snapshot in memory, so that lists
 * work without the database.
 */
@ApplicationScoped
class ModelReads {

  private final SnapshotSource snapshots;
  private final CurrentPrincipal caller;

  ModelReads(SnapshotSource snapshots, CurrentPrincipal caller) {
    this.snapshots = snapshots;
    this.caller = caller;
  }

  Catalog catalog() {
    return snapshots.current().catalog(caller.get().organization());
  }

  Optional<ModelWire> find(String name) {
    var catalog = catalog();
    return Optional.ofNullable(catalog.deployments().get(name))
        .map(deployment -> ModelWire.of(deployment.model(), catalog));
  }

  /**
   * @param filters the wire's {@code filters}, or null
   * @param sortBy a field, with {@code -} in front for descending; absent: by name
   * @throws WebApplicationException 400 naming the field that cannot be filtered or sorted by
   */
  List<ModelWire> list(@Nullable JsonNode filters, @Nullable String sortBy) {
    var filter = ModelFilter.read(filters);
    if (!filter.errors().isEmpty()) {
      throw new WebApplicationException(Refusal.invalid(filter.errors()));
    }
    var order = order(sortBy);
    var catalog = catalog();
    Stream<ModelWire> models =
        catalog.deployments().values().stream()
            .map(deployment -> ModelWire.of(deployment.model(), catalog))
            .filter(filter::holds);
    return models.sorted(order).toList();
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
