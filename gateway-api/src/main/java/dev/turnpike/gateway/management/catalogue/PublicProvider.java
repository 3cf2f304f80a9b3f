package dev.turnpike.gateway.management.catalogue;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.provider.ProviderDescriptor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who serves a built-in model, and what one must enter to call it. */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
@Schema(name = "PublicProvider")
public record PublicProvider(
    String providerName,
    String providerId,
    @Schema(description = "Always Unfiltered: the gateway moderates nothing") String moderation,
    List<String> credentialFields) {
  public PublicProvider {
    credentialFields = List.copyOf(credentialFields);
  }

  static PublicProvider of(ProviderDescriptor row) {
    return new PublicProvider(
        row.name(),
        row.id(),
        "Unfiltered",
        row.fields().stream().map(CredentialField::name).toList());
  }
}
