package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.gateway.management.page.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The models of an organization in one object that serves two kinds of client: OpenAI's read {@code
 * data}, the platform's read {@code results} page by page.
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ModelList")
public record ModelList(
    @Schema(description = "Always list", examples = "list") String object,
    @Schema(description = "The models as OpenAI's clients read them") List<OpenAiModel> data,
    @Schema(description = "Number of results on this page, not the total") int count,
    @Schema(nullable = true) @Nullable String next,
    @Schema(nullable = true) @Nullable String previous,
    List<ModelWire> results) {

  public ModelList {
    data = List.copyOf(data);
    results = List.copyOf(results);
  }

  static ModelList of(Page<ModelWire> page) {
    return new ModelList(
        "list",
        page.results().stream().map(OpenAiModel::of).toList(),
        page.count(),
        page.next(),
        page.previous(),
        page.results());
  }

  /** A model in OpenAI's form. */
  @JsonNaming(SnakeCaseStrategy.class)
  @Schema(name = "OpenAiModel")
  public record OpenAiModel(String id, String object, long created, String ownedBy) {

    static OpenAiModel of(ModelWire model) {
      return new OpenAiModel(model.id(), "model", model.created(), model.ownedBy());
    }
  }
}
