package dev.turnpike.gateway.management.models;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of built-in models, open to anyone. Custom models belong to their organization and
 * are never in it; while the gateway brings no built-in models, it is empty.
 */
@Path("/api/models/public")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Models")
public class PublicModelsResource {

  @GET
  @Operation(
      operationId = "listPublicModels",
      summary = "List built-in models",
      description = "Needs no key. Custom models are never in it.")
  public Object list(
      @Parameter(description = "true: a bare list") @QueryParam("unnest") @Nullable String unnest) {
    return "true".equalsIgnoreCase(unnest) ? List.of() : new Catalogue(List.of());
  }

  /** The catalogue. */
  public record Catalogue(List<Object> models) {}
}
