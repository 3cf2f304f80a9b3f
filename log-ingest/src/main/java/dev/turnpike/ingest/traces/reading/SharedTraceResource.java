package dev.turnpike.ingest.traces.reading;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.trace.SpanTree;
import dev.turnpike.core.trace.TraceStore;
import dev.turnpike.ingest.api.Answers;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Traces that somebody shared, for anybody who knows the address. */
@Path("/api/{organization_id}/traces")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Traces")
public class SharedTraceResource {
  private final TraceStore store;

  SharedTraceResource(TraceStore store) {
    this.store = store;
  }

  @GET
  @Path("{trace_unique_id}")
  @PermitAll
  @Operation(
      operationId = "getSharedTrace",
      summary = "Get a trace that was shared",
      description = "Needs no key. A trace that is not shared is not found.")
  @APIResponse(
      responseCode = "200",
      description = "The trace",
      content = @Content(examples = @ExampleObject(name = "trace", value = ReadExamples.TRACE)))
  public Response get(
      @PathParam("organization_id") String organization, @PathParam("trace_unique_id") String id) {
    var owner = organization(organization);
    var trace = Readings.of(() -> store.shared(owner, id)).orElseThrow(() -> notFound());
    var spans = Readings.of(() -> store.spans(owner, trace.environment(), id));
    return Answers.json(200, TraceWire.whole(trace, SpanTree.of(spans)));
  }

  private static OrganizationId organization(String text) {
    try {
      return new OrganizationId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  private static WebApplicationException notFound() {
    return Answers.detail(404, "Trace not found");
  }
}
