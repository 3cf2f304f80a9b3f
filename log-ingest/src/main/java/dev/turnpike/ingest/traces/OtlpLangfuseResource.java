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

/** Where Langfuse's clients send; they show their key as the password of Basic authentication. */
@Path("/api/public/otel/v1/traces")
@RolesAllowed("logs")
public class OtlpLangfuseResource {
  private final OtlpEndpoint endpoint;
  private final CurrentPrincipal caller;

  OtlpLangfuseResource(OtlpEndpoint endpoint, CurrentPrincipal caller) {
    this.endpoint = endpoint;
    this.caller = caller;
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, OtlpEndpoint.PROTOBUF, "application/protobuf"})
  @Operation(operationId = "ingestTracesLangfuse", summary = "Send spans by OTLP", hidden = true)
  public Response ingest(@Nullable InputStream body, @Context HttpHeaders headers) {
    return endpoint.take(body, headers, caller.get());
  }
}
