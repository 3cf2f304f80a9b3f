package dev.turnpike.ingest.traces;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Spans in the older form, as Langfuse migrations and early tracers send them. */
@Path("/api/v1/traces/ingest")
@RolesAllowed("logs")
@Tag(name = "Traces")
public class LegacyTracesResource {
  private final LegacyTraces traces;
  private final CurrentPrincipal caller;

  LegacyTracesResource(LegacyTraces traces, CurrentPrincipal caller) {
    this.traces = traces;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "ingestTracesLegacy",
      summary = "Send spans as a list of logs",
      description =
          "A list, or an object with the list as `data`. Each span has the fields of a log, with"
              + " `trace_unique_id` and `span_unique_id`. Use OTLP for anything new.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "two", value = TraceExamples.LEGACY)))
  @APIResponse(
      responseCode = "200",
      description = "At least one was taken; `errors` names the others",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples =
                  @ExampleObject(
                      name = "all",
                      value = "{\"message\": \"2 of 2 spans were taken.\"}")))
  public Response ingest(@Nullable InputStream body, @Context HttpHeaders headers) {
    return traces.take(body, headers, caller.get());
  }
}
