package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import dev.turnpike.gateway.management.providers.ProviderWire;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A model as clients read it: the platform's fields, and among them OpenAI's ({@code id}, {@code
 * object}, {@code created}, {@code owned_by}), so that one object serves both kinds of client.
 *
 * @param baseModelName what the endpoint is sent, where that is not the model's own name
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Model", description = "A name callers may ask for, served by one provider")
public record ModelWire(
    @Schema(description = "The same as model_name") String id,
    @Schema(description = "Always model", examples = "model") String object,
    @Schema(description = "When it was created, in seconds since 1970") long created,
    @Schema(description = "Id of its provider") String ownedBy,
    @Schema(description = "What callers send; any text") String modelName,
    String displayName,
    @Schema(description = "What the endpoint is sent, if not model_name", nullable = true)
        @Nullable String baseModelName,
    @Schema(description = "custom: defined by your organization") String affiliationCategory,
    @Schema(description = "Whether the endpoint is sent model_name") boolean isCalledByCustomName,
    @Schema(description = "USD per million input tokens", nullable = true)
        @Nullable BigDecimal inputCost,
    @Schema(description = "USD per million output tokens", nullable = true)
        @Nullable BigDecimal outputCost,
    @Schema(description = "USD per million tokens read from cache", nullable = true)
        @Nullable BigDecimal cacheHitInputCost,
    @Schema(description = "USD per million tokens written to cache", nullable = true)
        @Nullable BigDecimal cacheCreationInputCost,
    @Schema(description = "In tokens", nullable = true) @Nullable Integer maxContextWindow,
    @Schema(description = "1 when it can call functions") int functionCall,
    @Schema(description = "1 when it reads images") int imageSupport,
    @Schema(description = "1 when it can stream") int streamingSupport,
    @Schema(description = "chat, embedding, audio, image, video, rerank, speech or transcription")
        String modelType,
    @Schema(implementation = Object.class) Map<String, JsonNode> supportedParams,
    @Schema(nullable = true) @Nullable ProviderWire provider,
    Instant createdAt,
    Instant updatedAt) {

  public ModelWire {
    supportedParams = Collections.unmodifiableMap(new LinkedHashMap<>(supportedParams));
  }

  /**
   * @param catalog where its provider is looked up
   */
  static ModelWire of(Model model, Catalog catalog) {
    var provider = catalog.providers().get(model.provider());
    var price = model.price();
    var can = model.capabilities();
    return new ModelWire(
        model.name(),
        "model",
        model.createdAt().getEpochSecond(),
        model.provider().value(),
        model.name(),
        model.displayName(),
        model.calledByOwnName() ? null : model.upstreamName(),
        "custom",
        model.calledByOwnName(),
        price.input(),
        price.output(),
        price.cacheRead(),
        price.cacheWrite(),
        model.contextWindow(),
        can.functionCall() ? 1 : 0,
        can.imageInput() ? 1 : 0,
        can.streaming() ? 1 : 0,
        model.type().wire(),
        model.supportedParams(),
        provider == null ? null : ProviderWire.of(provider, catalog),
        model.createdAt(),
        model.updatedAt());
  }
}
