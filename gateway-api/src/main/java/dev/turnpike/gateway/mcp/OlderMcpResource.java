package dev.turnpike.gateway.mcp;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@link McpResource} where clients of the platform look for it besides. */
@Path("/api/mcp")
@PermitAll
public class OlderMcpResource {
  private final McpResource server;

  OlderMcpResource(McpResource server) {
    this.server = server;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(operationId = "platformMcpAtOlderAddress", hidden = true)
  public Response message(String body, @Context HttpHeaders headers, @Context UriInfo uri) {
    return server.message(body, headers, uri);
  }

  @GET
  @Operation(hidden = true)
  public Response listen() {
    return server.listen();
  }

  @DELETE
  @Operation(hidden = true)
  public Response end() {
    return server.end();
  }
}
