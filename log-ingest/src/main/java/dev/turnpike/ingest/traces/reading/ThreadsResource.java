package dev.turnpike.ingest.traces.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.trace.ThreadQuery;
import dev.turnpike.core.trace.ThreadStore;
import dev.turnpike.ingest.api.Answers;
import dev.turnpike.ingest.api.LogBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Conversations; their calls are found among the logs by {@code thread_identifier}. */
@Path("/api/log_threads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("logs")
@Tag(name = "Threads")
public class ThreadsResource {
  private final ThreadStore store;
  private final CurrentPrincipal caller;
  private final Clock clock;

  ThreadsResource(ThreadStore store, CurrentPrincipal caller, Clock clock) {
    this.store = store;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Operation(operationId = "listThreads", summary = "List conversations")
  @Parameter(name = "page", in = ParameterIn.QUERY, example = "1")
  @APIResponse(
      responseCode = "200",
      description = "A page of threads",
      content = @Content(examples = @ExampleObject(name = "page", value = ReadExamples.THREADS)))
  public Response list(@Context UriInfo address) {
    return page(address, MissingNode.getInstance());
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "searchThreads",
      summary = "List conversations that match filters",
      description =
          "Those last spoken in come first; the window is the last hour unless `start_time` and"
              + " `end_time` say otherwise. Filters: thread_identifier, customer_identifier,"
              + " organization_key_id, environment, log_count, error_count, total_cost,"
              + " total_tokens.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples =
                  @ExampleObject(
                      name = "filters",
                      value =
                          "{\"filters\": {\"customer_identifier\": {\"operator\": \"\","
                              + " \"value\": [\"user_123\"]}}}")))
  @APIResponse(
      responseCode = "200",
      description = "A page of threads",
      content = @Content(examples = @ExampleObject(name = "page", value = ReadExamples.THREADS)))
  public Response search(@Context UriInfo address, @Nullable InputStream body) {
    return page(address, LogBody.read(body, LogBody.LARGEST_QUERY).path("filters"));
  }

  private Response page(UriInfo address, JsonNode filters) {
    var asked = new Asked(address);
    var end = asked.end(clock.instant());
    var query =
        new ThreadQuery(
            caller.get().organization(),
            asked.environment(caller.get()),
            asked.start(end),
            end,
            asked.conditions(filters, ThreadQuery.FILTERS),
            null,
            (asked.page() - 1) * asked.size(),
            asked.size() + 1);
    asked.check();
    var found = Readings.of(() -> store.find(query));
    return Answers.json(
        200, asked.page(found, JsonNodeFactory.instance.objectNode(), TraceWire::thread));
  }
}
