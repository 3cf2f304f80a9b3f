package dev.turnpike.console.start;

import dev.turnpike.console.shell.Console;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Where everybody lands: the overview once there are calls, the three steps until then. */
@Path("/console")
@Console
@RolesAllowed("viewer")
public class HomeResource {
  private final SpanStore spans;
  private final CurrentMember current;

  HomeResource(SpanStore spans, CurrentMember current) {
    this.spans = spans;
    this.current = current;
  }

  @GET
  public Response home() {
    var newest = SpanQuery.newest(current.get().organization(), 1);
    var page = spans.find(newest).isEmpty() ? "/console/start" : "/console/overview";
    return Response.seeOther(URI.create(page)).build();
  }
}
