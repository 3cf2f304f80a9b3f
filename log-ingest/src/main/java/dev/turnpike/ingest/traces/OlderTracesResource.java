package dev.turnpike.ingest.traces;

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
import org.jspecify.annotations.Nullable;

/** The oldest address of spans in the older form. */
@Path("/api/traces/ingest")
@RolesAllowed("logs")
public class OlderTracesResource {
  private final LegacyTraces traces;
  private final CurrentPrincipal caller;

  OlderTracesResource(LegacyTraces traces, CurrentPrincipal caller) {
    this.traces = traces;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "ingestTracesOldest",
      summary = "Send spans as a list of logs",
      hidden = true)
  public Response ingest(@Nullable InputStream body, @Context HttpHeaders headers) {
    return traces.take(body, headers, caller.get());
  }
}
