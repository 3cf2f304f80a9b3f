package dev.turnpike.gateway.management.catalogue;

import dev.turnpike.core.known.CurrentModels;
import dev.turnpike.core.known.KnownModels;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of built-in models, open to anyone. Custom models belong to their organization and
 * are never in it.
 */
@Path("/api/models/public")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Models")
public class PublicModelsResource {
  private final CurrentModels models;
  private final Clock clock;

  PublicModelsResource(CurrentModels models, Clock clock) {
    this.models = models;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listPublicModels",
      summary = "List built-in models",
      description =
          "Needs no key. Custom models are never in it. Prices are those of today, in USD per"
              + " million tokens; one that is not known is left out.")
  public Object list(
      @Parameter(description = "true: a bare list") @QueryParam("unnest") @Nullable String unnest) {
    var catalogue = models.get();
    var now = clock.instant();
    var all =
        BuiltInProviders.table().all().stream().flatMap(row -> of(catalogue, row, now)).toList();
    return "true".equalsIgnoreCase(unnest) ? all : new Catalogue(catalogue.version(), all);
  }

  private static Stream<PublicModel> of(
      KnownModels catalogue, ProviderDescriptor row, Instant now) {
    var provider = PublicProvider.of(row);
    return catalogue.of(row).stream().map(known -> PublicModel.of(row, provider, known, now));
  }

  /** The catalogue. */
  @RegisterForReflection
  @Schema(name = "PublicCatalogue")
  public record Catalogue(
      @Schema(description = "What costs in the log rest on") String version,
      List<PublicModel> models) {
    public Catalogue {
      models = List.copyOf(models);
    }
  }
}
