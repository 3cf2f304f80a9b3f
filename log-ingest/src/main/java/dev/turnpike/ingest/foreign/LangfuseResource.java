package dev.turnpike.ingest.foreign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What Langfuse's clients before version 3 send; newer ones send OTLP beside it. */
@Path("/api/public")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("logs")
public class LangfuseResource {
  private static final int LARGEST = 20 * 1024 * 1024;

  private final ForeignSteps steps;
  private final CurrentPrincipal caller;

  LangfuseResource(ForeignSteps steps, CurrentPrincipal caller) {
    this.steps = steps;
    this.caller = caller;
  }

  /** Each event is answered by its id. */
  @POST
  @Path("ingestion")
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "ingestLangfuse", summary = "Send Langfuse's events", hidden = true)
  public Response ingest(@Nullable InputStream body) {
    var batch = LogBody.read(body, LARGEST).path("batch");
    if (!batch.isArray()) {
      throw Answers.invalid(FieldErrors.of("batch", "Must be a list of events."));
    }
    var taken = steps.langfuse().take(batch, caller.get(), steps.now());
    steps.store(taken.spans(), taken.ended());
    return Answers.json(207, LangfuseEvents.answer(taken));
  }

  /** Where clients look whether their key works. */
  @GET
  @Path("projects")
  @Operation(operationId = "langfuseProjects", summary = "The key's project", hidden = true)
  public Response projects() {
    var wire = JsonNodeFactory.instance.objectNode();
    var project = wire.putArray("data").addObject();
    project.put("id", caller.get().organization().toString()).put("name", "Turnpike");
    project
        .putObject("organization")
        .put("id", caller.get().organization().toString())
        .put("name", "Turnpike");
    project.putObject("metadata");
    return Answers.json(200, wire);
  }
}
