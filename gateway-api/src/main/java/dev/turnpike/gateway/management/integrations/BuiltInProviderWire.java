package dev.turnpike.gateway.management.integrations;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.integration.Connection;
import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.provider.ProviderDescriptor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A provider of the table, and what is entered for it. */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
@Schema(name = "BuiltInProvider", description = "A provider the gateway knows by itself")
public record BuiltInProviderWire(
    String providerId,
    String providerName,
    @Schema(description = "connected, not_connected, retired or custom") String status,
    @Schema(description = "What one should know about it", nullable = true) @Nullable String note,
    @Schema(description = "Its name under customer_credentials") String credentialKey,
    @Schema(description = "What may stand before the slash of a model name") List<String> prefixes,
    @Schema(description = "The wire formats it speaks") List<String> formats,
    List<Field> credentialFields,
    @Schema(description = "The vendor's own page") String documentation,
    @Schema(description = "Whether every fact of its row was found in a source to rely on")
        boolean confirmed,
    List<IntegrationWire> integrations) {

  public BuiltInProviderWire {
    prefixes = List.copyOf(prefixes);
    formats = List.copyOf(formats);
    credentialFields = List.copyOf(credentialFields);
    integrations = List.copyOf(integrations);
  }

  /** Something to enter. */
  @JsonNaming(SnakeCaseStrategy.class)
  @RegisterForReflection
  @Schema(name = "CredentialField")
  public record Field(
      String name,
      String label,
      boolean secret,
      boolean required,
      @Schema(description = "What holds where nothing is entered", nullable = true)
          @Nullable String fallback) {
    static Field of(CredentialField field) {
      return new Field(
          field.name(),
          field.label(),
          field.secret(),
          field.required(),
          field.fallback().isEmpty() ? null : field.fallback());
    }
  }

  static BuiltInProviderWire of(ProviderDescriptor row, List<Connection> connections) {
    return new BuiltInProviderWire(
        row.id(),
        row.name(),
        switch (row.status()) {
          case ACTIVE -> connections.isEmpty() ? "not_connected" : "connected";
          case CUSTOM -> "custom";
          case RETIRED -> "retired";
        },
        row.note(),
        row.credentialKey(),
        row.prefixes(),
        row.paths().keySet().stream().map(DialectId::wire).toList(),
        row.fields().stream().map(Field::of).toList(),
        row.page().toString(),
        row.isConfirmed(),
        connections.stream().map(c -> IntegrationWire.of(c.integration())).toList());
  }
}
