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

/** Where the platform's own tracers send. */
@Path("/api/v2/traces")
@RolesAllowed("logs")
@Tag(name = "Traces")
public class OtlpResource {
  private final OtlpEndpoint endpoint;
  private final CurrentPrincipal caller;

  OtlpResource(OtlpEndpoint endpoint, CurrentPrincipal caller) {
    this.endpoint = endpoint;
    this.caller = caller;
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, OtlpEndpoint.PROTOBUF, "application/protobuf"})
  @Operation(
      operationId = "ingestTraces",
      summary = "Send spans by OTLP",
      description =
          """
          OpenTelemetry's own protocol, in JSON or protobuf, plain or gzip; the answer has the form \
          of the request. Spans are durable before they are answered, come in any order, and are \
          known by trace id and span id: sending one again changes nothing. Attributes of GenAI, \
          OpenLLMetry, OpenInference, Langfuse and `respan.*` become fields; all others become \
          metadata. Spans that cannot be taken are named in `partialSuccess`. \
          The same is served at `/api/v1/traces`, `/v1/traces` and `/api/public/otel/v1/traces`, \
          so that `OTEL_EXPORTER_OTLP_ENDPOINT` may be this server with or without `/api`.\
          """)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "trace", value = TraceExamples.OTLP)))
  @APIResponse(
      responseCode = "200",
      description = "What was taken",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "all", value = TraceExamples.OTLP_TAKEN)))
  @APIResponse(
      responseCode = "413",
      description = "More than 20 MiB, 64 MiB inflated, or 10000 spans")
  public Response ingest(@Nullable InputStream body, @Context HttpHeaders headers) {
    return endpoint.take(body, headers, caller.get());
  }
}
