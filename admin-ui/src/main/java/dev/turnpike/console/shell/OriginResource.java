package dev.turnpike.console.shell;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The bare origin leads to the console. */
@Path("/")
@Console
@PermitAll
public class OriginResource {
  @GET
  public Response origin() {
    return Response.seeOther(URI.create("/console")).build();
  }
}
