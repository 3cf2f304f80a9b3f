package dev.turnpike.gateway.management.providers;

import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.change.WireForm;
import dev.turnpike.core.trial.Findings;
import dev.turnpike.core.trial.Trials;
import dev.turnpike.gateway.error.Refusal;
import dev.turnpike.gateway.management.body.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a custom provider's endpoint really does. */
@Path("/api/providers/{provider_id}/probe")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("management")
@Tag(name = "Providers")
public class TrialsResource {
  private final Trials trials;
  private final Providers providers;
  private final CurrentPrincipal caller;

  TrialsResource(Trials trials, Providers providers, CurrentPrincipal caller) {
    this.trials = trials;
    this.providers = providers;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "probeProvider",
      summary = "Try out an endpoint",
      description =
          "At most eleven calls of a few tokens learn what it does: models, streams and usage,"
              + " tools, JSON schema, images, the spelling of max_tokens, the role developer, the"
              + " shape of its errors. What it refuses is kept as its quirks, which the next call"
              + " goes by.")
  public TrialWire run(
      @PathParam("provider_id") String id,
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "TrialInput")))
          InputStream body) {
    var form = new WireForm(JsonBody.objectOrEmpty(body));
    var model = form.text("model", 1000);
    if (!form.errors().isEmpty()) {
      throw new WebApplicationException(Refusal.invalid(form.errors().build()));
    }
    return TrialWire.of(
        Refusal.doneOrThrow(trials.run(organization(), id, model == null ? "" : model)).value());
  }

  @GET
  @Operation(
      operationId = "getProviderProbe",
      summary = "What the last trial of an endpoint learned",
      description = "404 when there was none.")
  public TrialWire last(@PathParam("provider_id") String id) {
    return providers
        .find(organization(), id)
        .flatMap(provider -> Findings.in(provider.profile()))
        .map(TrialWire::of)
        .orElseThrow(NotFoundException::new);
  }

  private OrganizationId organization() {
    return caller.get().organization();
  }
}
