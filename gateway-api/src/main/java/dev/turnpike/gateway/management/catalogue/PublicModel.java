package dev.turnpike.gateway.management.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.core.known.KnownModel;
import dev.turnpike.core.provider.ProviderDescriptor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A built-in model; prices in USD per million tokens. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
@Schema(name = "PublicModel")
public record PublicModel(
    @Schema(description = "What callers send") String modelName,
    String displayName,
    String modelType,
    @Nullable Integer maxContextWindow,
    @Nullable Integer maxOutputTokens,
    @Nullable BigDecimal inputCost,
    @Nullable BigDecimal outputCost,
    @Schema(description = "The same as input_cost") @Nullable BigDecimal promptCost,
    @Schema(description = "The same as output_cost") @Nullable BigDecimal completionCost,
    @Nullable BigDecimal cacheHitInputCost,
    @Nullable BigDecimal cacheCreationInputCost,
    @Nullable BigDecimal batchInputCost,
    @Nullable BigDecimal batchOutputCost,
    List<String> capabilities,
    @Schema(description = "active or deprecated") String status,
    @Schema(description = "When the vendor switches it off") @Nullable LocalDate deprecationDate,
    PublicProvider provider) {
  public PublicModel {
    capabilities = List.copyOf(capabilities);
  }

  static PublicModel of(
      ProviderDescriptor row, PublicProvider provider, KnownModel known, Instant now) {
    var price = known.ratesAt(now).shown(0);
    var cheap = known.batch();
    var batch = cheap == null ? null : cheap.shown(0);
    return new PublicModel(
        row.prefixes().getFirst() + "/" + known.id(),
        known.name(),
        known.type().wire(),
        known.window(),
        known.maxOutput(),
        price.input(),
        price.output(),
        price.input(),
        price.output(),
        price.cacheRead(),
        price.cacheWrite(),
        batch == null ? null : batch.input(),
        batch == null ? null : batch.output(),
        known.capabilities().stream().sorted().toList(),
        known.isDeprecatedAt(now) ? "deprecated" : "active",
        known.ends(),
        provider);
  }
}
