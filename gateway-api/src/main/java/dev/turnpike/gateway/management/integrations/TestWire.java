package dev.turnpike.gateway.management.integrations;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.core.catalog.EndpointProbe.Report;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a test of a credential found. */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
@Schema(name = "CredentialTest", description = "What a test of a credential found")
public record TestWire(
    boolean ok,
    @Schema(description = "The provider's status; 0 when it was not reached") int status,
    long tookMs,
    @Schema(description = "Models the provider lists for it; empty where it lists none")
        List<String> models,
    @Schema(nullable = true) @Nullable String problem,
    @Schema(description = "What to do about it", nullable = true) @Nullable String cure) {

  public TestWire {
    models = List.copyOf(models);
  }

  static TestWire of(Report report) {
    return new TestWire(
        report.ok(),
        report.status(),
        report.took().toMillis(),
        report.models(),
        report.problem(),
        report.cure());
  }
}
