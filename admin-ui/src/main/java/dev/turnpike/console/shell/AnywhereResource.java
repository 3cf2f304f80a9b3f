package dev.turnpike.console.shell;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Unknown console addresses say so in the console's words. */
@Path("/console")
@Console
@PermitAll
public class AnywhereResource {
  private final Shell shell;

  AnywhereResource(Shell shell) {
    this.shell = shell;
  }

  @GET
  @Path("{unknown:.+}")
  public Response unknown() {
    return shell.missing(Optional.empty());
  }
}
