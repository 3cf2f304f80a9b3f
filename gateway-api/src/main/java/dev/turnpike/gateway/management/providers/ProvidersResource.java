package dev.turnpike.gateway.management.providers;

import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.gateway.error.Refusal;
import dev.turnpike.gateway.management.body.JsonBody;
import dev.turnpike.gateway.management.page.Page;
import dev.turnpike.gateway.management.page.Paging;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Custom providers. Reads come from the snapshot in memory, as calls do: they work without the
 * database, and show what calls are served by.
 */
@Path("/api/providers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("management")
@Tag(name = "Providers")
public class ProvidersResource {

  private final Providers providers;
  private final SnapshotSource snapshots;
  private final CurrentPrincipal caller;

  ProvidersResource(Providers providers, SnapshotSource snapshots, CurrentPrincipal caller) {
    this.providers = providers;
    this.snapshots = snapshots;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "listProviders", summary = "List custom providers")
  public Page<ProviderWire> list(@BeanParam Paging paging) {
    var catalog = catalog();
    return paging.of(
        List.copyOf(catalog.providers().values()), found -> ProviderWire.of(found, catalog));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createProvider",
      summary = "Add a custom provider",
      description =
          "An id that exists is refused, never overwritten: change it with PATCH. The provider can"
              + " be used by models at once.")
  public RestResponse<ProviderWire> create(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "ProviderInput")))
          InputStream body) {
    var made = Refusal.doneOrThrow(providers.create(organization(), JsonBody.object(body)));
    return RestResponse.status(RestResponse.Status.CREATED, written(made));
  }

  @GET
  @Path("{provider_id}")
  @Operation(operationId = "getProvider", summary = "Get a custom provider")
  public ProviderWire get(@PathParam("provider_id") String id) {
    var catalog = catalog();
    return catalog.providers().values().stream()
        .filter(provider -> provider.id().value().equals(id))
        .findFirst()
        .map(found -> ProviderWire.of(found, catalog))
        .orElseThrow(NotFoundException::new);
  }

  @PATCH
  @Path("{provider_id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "updateProvider",
      summary = "Change a custom provider",
      description =
          "Only what is sent changes. extra_kwargs is merged by key, and null removes one. When"
              + " base_url moves to another origin, the stored API key and header values are"
              + " removed unless sent along.")
  public ProviderWire change(
      @PathParam("provider_id") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "ProviderChange")))
          InputStream body) {
    return written(
        Refusal.doneOrThrow(providers.change(organization(), id, JsonBody.object(body))));
  }

  @PUT
  @Path("{provider_id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceProvider",
      summary = "Replace a custom provider",
      description = "What is not sent goes, save for the secrets, which cannot be read back.")
  public ProviderWire replace(
      @PathParam("provider_id") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "ProviderInput")))
          InputStream body) {
    return written(
        Refusal.doneOrThrow(providers.replace(organization(), id, JsonBody.object(body))));
  }

  @DELETE
  @Path("{provider_id}")
  @Operation(
      operationId = "deleteProvider",
      summary = "Delete a custom provider",
      description = "Refused while models use it, naming them; with cascade=true they go with it.")
  public void delete(
      @PathParam("provider_id") String id,
      @Parameter(description = "Also delete the models that use it")
          @QueryParam("cascade")
          @DefaultValue("false")
          String cascade) {
    Refusal.doneOrThrow(providers.delete(organization(), id, flag(cascade)));
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true", "True", "1", "" -> true;
      case "false", "False", "0" -> false;
      default ->
          throw new WebApplicationException(Refusal.invalid("cascade", "Must be true or false."));
    };
  }

  private static ProviderWire written(Outcome.Done<Provider> done) {
    return ProviderWire.of(done.value(), done.notices());
  }

  private Catalog catalog() {
    return snapshots.current().catalog(organization());
  }

  private OrganizationId organization() {
    return caller.get().organization();
  }
}
