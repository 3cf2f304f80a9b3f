package dev.turnpike.gateway.management.models;

import dev.turnpike.gateway.management.page.Paging;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The reads of {@link ModelsResource} under the other base URLs an OpenAI client may have been
 * given. Described there, so not a second time here.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"calls", "management"})
public class OpenAiModelsResource {

  private static final String BASE = "{base: ((api/)?v1/)?models}";

  private final ModelsResource models;

  OpenAiModelsResource(ModelsResource models) {
    this.models = models;
  }

  @GET
  @Path(BASE)
  @Operation(hidden = true)
  public ModelList list(
      @BeanParam Paging paging,
      @QueryParam("sort_by") @Nullable String sortBy,
      @QueryParam("all") @Nullable String all) {
    return models.list(paging, sortBy, all);
  }

  @GET
  @Path(BASE + "/{model_name: .+}")
  @Operation(hidden = true)
  public ModelWire get(@PathParam("model_name") String name) {
    return models.get(name);
  }
}
