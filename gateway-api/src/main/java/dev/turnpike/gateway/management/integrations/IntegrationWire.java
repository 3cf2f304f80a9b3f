package dev.turnpike.gateway.management.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.integration.Integration;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A credential as clients read it. Secrets are told of, never shown. */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
@Schema(name = "Integration", description = "One credential for a built-in provider")
public record IntegrationWire(
    String id,
    @Schema(description = "The provider it is for") String providerId,
    @Schema(description = "Unique among the provider's; the log shows it as deployment_name")
        String name,
    @Schema(description = "Its share of the calls among those that may serve a model") int weight,
    boolean isActive,
    @Schema(description = "Models it may serve; empty: all") List<String> availableModels,
    @Schema(description = "Models it may not serve") List<String> excludeModels,
    @Schema(
            implementation = Object.class,
            description = "By field; in place of a secret stands whether it is set, and its end")
        ObjectNode credentials,
    @Schema(description = "stored, or environment: found there at the start, read only")
        String source,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant updatedAt) {

  public IntegrationWire {
    availableModels = List.copyOf(availableModels);
    excludeModels = List.copyOf(excludeModels);
  }

  static IntegrationWire of(Integration integration) {
    var credentials = JsonNodeFactory.instance.objectNode();
    integration.settings().forEach(credentials::put);
    integration
        .secrets()
        .forEach(
            (field, hint) -> {
              var told = credentials.putObject(field).put("set", hint.set());
              if (hint.last4() != null) {
                told.put("last4", hint.last4());
              }
            });
    return new IntegrationWire(
        integration.id().toString(),
        integration.provider(),
        integration.name(),
        integration.weight(),
        integration.active(),
        integration.available(),
        integration.excluded(),
        credentials,
        integration.source().name().toLowerCase(Locale.ROOT),
        integration.createdAt(),
        integration.updatedAt());
  }
}
