package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.gateway.management.page.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of filtered models, with the filters that made it. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ModelPage")
public record ModelPage(
    @Schema(description = "Number of results on this page, not the total") int count,
    @Schema(nullable = true) @Nullable String next,
    @Schema(nullable = true) @Nullable String previous,
    @Schema(implementation = Object.class, description = "The filters as they were sent")
        JsonNode currentFilters,
    List<ModelWire> results) {

  public ModelPage {
    results = List.copyOf(results);
  }

  static ModelPage of(Page<ModelWire> page, JsonNode filters) {
    return new ModelPage(page.count(), page.next(), page.previous(), filters, page.results());
  }
}
