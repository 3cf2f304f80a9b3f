package dev.turnpike.ingest.foreign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.ingest.api.Answers;
import dev.turnpike.ingest.api.LogBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What Braintrust's logger calls when its application's address is {@code …/api/braintrust}: it
 * signs in, asks for its project, and sends rows. A project is nothing but a name here, and goes to
 * the metadata of its logs.
 */
@Path("/api/braintrust")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed("logs")
public class BraintrustResource {
  private static final int LARGEST = 20 * 1024 * 1024;

  private final ForeignSteps steps;
  private final CurrentPrincipal caller;

  BraintrustResource(ForeignSteps steps, CurrentPrincipal caller) {
    this.steps = steps;
    this.caller = caller;
  }

  @POST
  @Path("api/apikey/login")
  @Operation(operationId = "braintrustLogin", summary = "Sign in", hidden = true)
  public Response login(@Context UriInfo address) {
    var origin = address.getBaseUriBuilder();
    var wire = JsonNodeFactory.instance.objectNode();
    wire.putArray("org_info")
        .addObject()
        .put("id", caller.get().organization().toString())
        .put("name", "turnpike")
        .put("api_url", origin.clone().path("api/braintrust").build().toString())
        .put("proxy_url", origin.clone().path("api").build().toString())
        .put("is_universal_api", true)
        .putNull("git_metadata");
    return Answers.json(200, wire);
  }

  @POST
  @Path("v1/project")
  @Operation(operationId = "braintrustProject", summary = "Name a project", hidden = true)
  public Response project(@Nullable InputStream body) {
    var name = Parts.text(LogBody.read(body, LogBody.LARGEST_QUERY), "name");
    if (name.isEmpty()) {
      throw Answers.invalid(FieldErrors.of("name", "This field is required."));
    }
    return Answers.json(200, project(name.get()));
  }

  /** The same for older clients. */
  @POST
  @Path("api/project/register")
  @Operation(operationId = "braintrustRegister", summary = "Name a project", hidden = true)
  public Response register(@Nullable InputStream body) {
    var sent = LogBody.read(body, LogBody.LARGEST_QUERY);
    var name = Parts.text(sent, "project_name").orElse("Global");
    var wire = JsonNodeFactory.instance.objectNode();
    wire.set("project", project(name));
    return Answers.json(200, wire);
  }

  private ObjectNode project(String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", name)
        .put("name", name)
        .put("org_id", caller.get().organization().toString());
  }

  @GET
  @Path("version")
  @Operation(operationId = "braintrustVersion", summary = "What is served", hidden = true)
  public Response version() {
    return Answers.json(200, JsonNodeFactory.instance.objectNode().put("version", "turnpike"));
  }

  @POST
  @Path("logs3")
  @Operation(operationId = "braintrustRows", summary = "Send rows", hidden = true)
  public Response rows(@Nullable InputStream body) {
    var rows = LogBody.read(body, LARGEST).path("rows");
    if (!rows.isArray()) {
      throw Answers.invalid(FieldErrors.of("rows", "Must be a list of rows."));
    }
    var taken = steps.braintrust().take(rows, caller.get(), steps.now());
    steps.store(taken.spans(), taken.ended());
    if (taken.ids().isEmpty() && !taken.refused().isEmpty()) {
      throw Answers.invalid(FieldErrors.of("rows", String.join(" ", taken.refused())));
    }
    var wire = JsonNodeFactory.instance.objectNode();
    var ids = wire.putArray("ids");
    taken.ids().forEach(ids::add);
    if (!taken.refused().isEmpty()) {
      var refused = wire.putArray("refused");
      taken.refused().forEach(refused::add);
    }
    return Answers.json(200, wire);
  }
}
