package dev.turnpike.gateway.management.integrations;

import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.integration.Integration;
import dev.turnpike.core.integration.Integrations;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.gateway.error.Refusal;
import dev.turnpike.gateway.management.body.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Credentials of the providers the gateway knows by itself. The list comes from the snapshot in
 * memory, as calls do: it shows what calls are served by.
 */
@Path("/api/integrations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("management")
@Tag(name = "Providers")
public class IntegrationsResource {
  private final Integrations integrations;
  private final SnapshotSource snapshots;
  private final CurrentPrincipal caller;

  IntegrationsResource(
      Integrations integrations, SnapshotSource snapshots, CurrentPrincipal caller) {
    this.integrations = integrations;
    this.snapshots = snapshots;
    this.caller = caller;
  }

  /** All providers of the table. */
  @Schema(name = "BuiltInProviders")
  public record All(List<BuiltInProviderWire> results) {
    public All {
      results = List.copyOf(results);
    }
  }

  @GET
  @Operation(
      operationId = "listIntegrations",
      summary = "List built-in providers and their credentials",
      description =
          "Secrets are never shown: only whether they are set, and their last four characters.")
  public All list() {
    var catalog = snapshots.current().catalog(organization());
    return new All(
        BuiltInProviders.table().all().stream()
            .map(row -> BuiltInProviderWire.of(row, catalog.connections(row.id())))
            .toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "createIntegration",
      summary = "Add a credential for a built-in provider",
      description =
          "A provider may have several; calls are spread over them by weight. It serves the very"
              + " next call.")
  public RestResponse<IntegrationWire> create(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "IntegrationInput")))
          InputStream body) {
    var made = Refusal.doneOrThrow(integrations.create(organization(), JsonBody.object(body)));
    return RestResponse.status(RestResponse.Status.CREATED, IntegrationWire.of(made.value()));
  }

  @POST
  @Path("test")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "testCredential",
      summary = "Test a credential before it is saved",
      description = "Asks the provider for its models, which costs nothing.")
  public TestWire test(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "IntegrationInput")))
          InputStream body) {
    return TestWire.of(
        Refusal.doneOrThrow(integrations.test(organization(), JsonBody.object(body))).value());
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getIntegration", summary = "Get a credential, without its secrets")
  public IntegrationWire get(@PathParam("id") String id) {
    return snapshots.current().catalog(organization()).connections().values().stream()
        .flatMap(List::stream)
        .map(connection -> connection.integration())
        .filter(integration -> integration.id().toString().equals(id))
        .findFirst()
        .map(IntegrationWire::of)
        .or(() -> stored(id).map(IntegrationWire::of))
        .orElseThrow(NotFoundException::new);
  }

  /** One whose secrets do not open is in no snapshot. */
  private java.util.Optional<Integration> stored(String id) {
    return integrations.find(organization(), uuid(id));
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "updateIntegration",
      summary = "Change a credential",
      description =
          "Only what is sent changes. When the endpoint moves to another server, the secrets are to"
              + " be sent along.")
  public IntegrationWire change(
      @PathParam("id") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "IntegrationInput")))
          InputStream body) {
    return IntegrationWire.of(
        Refusal.doneOrThrow(integrations.change(organization(), uuid(id), JsonBody.object(body)))
            .value());
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "deleteIntegration", summary = "Delete a credential")
  public void delete(@PathParam("id") String id) {
    Refusal.doneOrThrow(integrations.delete(organization(), uuid(id)));
  }

  @POST
  @Path("{id}/test")
  @Operation(operationId = "testIntegration", summary = "Test a stored credential")
  public TestWire test(@PathParam("id") String id) {
    return TestWire.of(Refusal.doneOrThrow(integrations.test(organization(), uuid(id))).value());
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e);
    }
  }

  private OrganizationId organization() {
    return caller.get().organization();
  }
}
