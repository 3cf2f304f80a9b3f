package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.known.KnownModel;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import dev.turnpike.gateway.management.providers.ProviderWire;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
    @Schema(description = "custom: your organization's; keywordsai: known to everyone")
        String affiliationCategory,
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
    Instant updatedAt,
    @Schema(description = "active or deprecated") String status,
    @Schema(description = "Whether it can be called now: its provider has a credential")
        boolean availableToUser,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Of built-in models: tools, vision, json_schema and the like")
        @Nullable List<String> capabilities,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "When its vendor switches it off; absent when not told")
        @Nullable LocalDate deprecationDate) {

  /** What {@code affiliation_category} says of built-in models; older clients compare with it. */
  static final String GLOBAL = "keywordsai";

  public ModelWire {
    capabilities = capabilities == null ? null : List.copyOf(capabilities);
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
        model.updatedAt(),
        "active",
        true,
        null,
        null);
  }

  /**
   * A built-in model, under its prefixed name.
   *
   * @param available whether its provider has a credential here
   */
  static ModelWire of(ProviderDescriptor row, KnownModel known, boolean available, Instant now) {
    var name = row.prefixes().getFirst() + "/" + known.id();
    var price = known.ratesAt(now).shown(0);
    var provider = ProviderWire.of(row);
    return new ModelWire(
        name,
        "model",
        provider.createdAt().getEpochSecond(),
        row.id(),
        name,
        known.name(),
        known.id(),
        GLOBAL,
        false,
        price.input(),
        price.output(),
        price.cacheRead(),
        price.cacheWrite(),
        known.window(),
        known.can("tools") ? 1 : 0,
        known.can("vision") ? 1 : 0,
        known.type() == ModelType.CHAT ? 1 : 0,
        known.type().wire(),
        Map.of(),
        provider,
        provider.createdAt(),
        provider.updatedAt(),
        known.isDeprecatedAt(now) ? "deprecated" : "active",
        available,
        known.capabilities().stream().sorted().toList(),
        known.ends());
  }
}
