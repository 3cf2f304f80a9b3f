package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many models there are. */
@Schema(name = "ModelSummary")
public record ModelSummary(Counts summary) {

  static ModelSummary of(List<ModelWire> models) {
    int all = models.size();
    int global =
        (int)
            models.stream()
                .filter(model -> model.affiliationCategory().equals(ModelWire.GLOBAL))
                .count();
    return new ModelSummary(new Counts(all, global, all - global));
  }

  /**
   * @param globalCount built-in models, which everyone sees
   * @param customCount models of the organization
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "ModelCounts")
  public record Counts(
      int totalCount,
      @Schema(description = "Built-in models") int globalCount,
      @Schema(description = "Models of your organization") int customCount) {}
}
