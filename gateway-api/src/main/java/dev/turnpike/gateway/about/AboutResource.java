package dev.turnpike.gateway.about;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers without a key, so that a client can tell a wrong address from a wrong key. */
@Path("/api/about")
@PermitAll
@Tag(name = "About")
public class AboutResource {

  private final String version;

  AboutResource(@ConfigProperty(name = "quarkus.application.version") String version) {
    this.version = version;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "about", summary = "Name and version of this gateway")
  public About about() {
    return new About("Turnpike", version);
  }

  /** What answers at this address. */
  public record About(String name, String version) {}
}
