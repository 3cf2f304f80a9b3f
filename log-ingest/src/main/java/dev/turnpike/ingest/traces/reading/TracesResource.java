package dev.turnpike.ingest.traces.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.trace.SpanTree;
import dev.turnpike.core.trace.Trace;
import dev.turnpike.core.trace.TraceField;
import dev.turnpike.core.trace.TraceQuery;
import dev.turnpike.core.trace.TraceStore;
import dev.turnpike.ingest.api.Answers;
import dev.turnpike.ingest.api.LogBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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

/** Traces: what spans add up to, and how they hang together. */
@Path("/api/traces")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("logs")
@Tag(name = "Traces")
public class TracesResource {
  private static final int MOST_DELETED = 1_000;

  private final TraceStore store;
  private final CurrentPrincipal caller;
  private final Clock clock;

  TracesResource(TraceStore store, CurrentPrincipal caller, Clock clock) {
    this.store = store;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("list")
  @Operation(operationId = "listTraces", summary = "List traces")
  @APIResponse(
      responseCode = "200",
      description = "A page of traces",
      content = @Content(examples = @ExampleObject(name = "page", value = ReadExamples.PAGE)))
  @Parameter(name = "page", in = ParameterIn.QUERY, example = "1")
  public Response list(@Context UriInfo address) {
    return page(address, MissingNode.getInstance());
  }

  @POST
  @Path("list")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "searchTraces",
      summary = "List traces that match filters",
      description =
          "Newest first unless `sort_by` says otherwise (`-total_cost`, `-duration`,"
              + " `-total_tokens`, `-error_count`). The window is the last hour unless `start_time`"
              + " and `end_time` say otherwise. Fields of spans hold for a trace when they hold for"
              + " any of its spans. A page past the end is empty.")
  @Parameter(name = "page", in = ParameterIn.QUERY, example = "1")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "filters", value = ReadExamples.FILTERS)))
  @APIResponse(
      responseCode = "200",
      description = "A page of traces",
      content = @Content(examples = @ExampleObject(name = "page", value = ReadExamples.PAGE)))
  public Response search(@Context UriInfo address, @Nullable InputStream body) {
    return page(address, LogBody.read(body, LogBody.LARGEST_QUERY).path("filters"));
  }

  @POST
  @Path("summary")
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "summarizeTraces", summary = "Totals over traces that match filters")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "filters", value = ReadExamples.FILTERS)))
  @APIResponse(
      responseCode = "200",
      description = "The totals",
      content = @Content(examples = @ExampleObject(name = "sums", value = ReadExamples.SUMMARY)))
  public Response summary(@Context UriInfo address, @Nullable InputStream body) {
    var filters = LogBody.read(body, LogBody.LARGEST_QUERY).path("filters");
    var query = query(new Asked(address), filters, 1);
    return Answers.json(200, TraceWire.summary(Readings.of(() -> store.summary(query))));
  }

  @POST
  @Path("bulk")
  @Operation(
      operationId = "deleteTraces",
      summary = "Delete traces that match filters",
      description =
          "At most 1000 at once, more are refused and nothing is deleted; at least one filter. The"
              + " window is the last hour unless `start_time` and `end_time` say otherwise.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "filters", value = ReadExamples.FILTERS)))
  @APIResponse(
      responseCode = "200",
      description = "They are gone",
      content = @Content(examples = @ExampleObject(name = "one", value = ReadExamples.DELETED)))
  @APIResponse(responseCode = "422", description = "The filters match more than 1000 traces")
  public Response deleteMany(@Context UriInfo address, InputStream body) {
    var filters = LogBody.read(body, LogBody.LARGEST_QUERY).path("filters");
    if (!filters.isObject() || filters.isEmpty()) {
      throw Answers.invalid(FieldErrors.of("filters", "At least one filter is required."));
    }
    var asked = new Asked(address);
    var environment = asked.oneEnvironment(caller.get());
    var query = query(asked, filters, MOST_DELETED + 1);
    var found = Readings.of(() -> store.find(query));
    if (found.size() > MOST_DELETED) {
      throw Answers.detail(
          422, "The filters match more than " + MOST_DELETED + " traces; nothing was deleted.");
    }
    var ids =
        found.stream().filter(one -> one.environment() == environment).map(Trace::id).toList();
    var deleted = Readings.of(() -> store.delete(caller.get().organization(), environment, ids));
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("success_count", deleted).put("error_count", 0).putArray("errors");
    wire.put("deleted_count", deleted)
        .put("message", deleted == 1 ? "1 trace was deleted." : deleted + " traces were deleted.");
    return Answers.json(200, wire);
  }

  @GET
  @Path("{trace_unique_id}")
  @Operation(
      operationId = "getTrace",
      summary = "Get a trace with its spans",
      description =
          "`span_tree` nests each span below the one that called it; a span whose parent has not"
              + " come in stands at the top. At most 10000 spans are shown.")
  @APIResponse(
      responseCode = "200",
      description = "The trace",
      content = @Content(examples = @ExampleObject(name = "trace", value = ReadExamples.TRACE)))
  public Response get(@PathParam("trace_unique_id") String id, @Context UriInfo address) {
    var asked = new Asked(address);
    var environment = asked.oneEnvironment(caller.get());
    asked.check();
    var organization = caller.get().organization();
    var trace =
        Readings.of(() -> store.find(organization, environment, id))
            .orElseThrow(() -> Answers.detail(404, "Trace not found"));
    var spans = Readings.of(() -> store.spans(organization, environment, id));
    return Answers.json(200, TraceWire.whole(trace, SpanTree.of(spans)));
  }

  @DELETE
  @Path("{trace_unique_id}")
  @Operation(
      operationId = "deleteTrace",
      summary = "Delete a trace and its spans",
      description =
          "What was spent stays in the totals of keys and users. With `start_time` or `end_time`"
              + " only when its newest span came in between; an id that names none is no error.")
  @APIResponse(
      responseCode = "200",
      description = "It is gone",
      content =
          @Content(examples = @ExampleObject(name = "gone", value = "{\"message\": \"Deleted.\"}")))
  public Response delete(@PathParam("trace_unique_id") String id, @Context UriInfo address) {
    var asked = new Asked(address);
    var environment = asked.oneEnvironment(caller.get());
    var from = asked.time("start_time");
    var to = asked.time("end_time");
    asked.check();
    var organization = caller.get().organization();
    var found = Readings.of(() -> store.find(organization, environment, id));
    var meant =
        found
            .filter(one -> from.isEmpty() || !one.lastArrival().isBefore(from.get()))
            .filter(one -> to.isEmpty() || one.lastArrival().isBefore(to.get()));
    var deleted =
        meant.isEmpty()
            ? 0
            : Readings.of(() -> store.delete(organization, environment, List.of(id)));
    var message = deleted > 0 ? "Deleted." : "There is no such trace.";
    return Answers.json(200, JsonNodeFactory.instance.objectNode().put("message", message));
  }

  @PATCH
  @Path("{trace_unique_id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "shareTrace",
      summary = "Let anybody read a trace, or nobody again",
      description = "A shared trace is read at `/api/{organization_id}/traces/{trace_unique_id}/`.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "share", value = "{\"is_public\": true}")))
  @APIResponse(
      responseCode = "200",
      description = "As it is now",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "shared",
                      value = "{\"trace_unique_id\": \"trace-1\", \"is_public\": true}")))
  public Response share(
      @PathParam("trace_unique_id") String id, @Context UriInfo address, InputStream body) {
    var isPublic = LogBody.read(body, LogBody.LARGEST_QUERY).path("is_public");
    if (!isPublic.isBoolean()) {
      throw Answers.invalid(FieldErrors.of("is_public", "Must be true or false."));
    }
    var asked = new Asked(address);
    var environment = asked.oneEnvironment(caller.get());
    asked.check();
    Readings.of(
        () -> {
          store.share(caller.get().organization(), environment, id, isPublic.booleanValue());
          return true;
        });
    var wire = JsonNodeFactory.instance.objectNode().put("trace_unique_id", id);
    return Answers.json(200, wire.set("is_public", isPublic));
  }

  private Response page(UriInfo address, JsonNode filters) {
    var asked = new Asked(address);
    var query = query(asked, filters, asked.size() + 1);
    var found = Readings.of(() -> store.find(query));
    return Answers.json(
        200, asked.page(found, JsonNodeFactory.instance.objectNode(), TraceWire::row));
  }

  private TraceQuery query(Asked asked, JsonNode filters, int limit) {
    var end = asked.end(clock.instant());
    var start = asked.start(end);
    var sort = asked.one("sort_by").orElse("-timestamp");
    var descending = sort.startsWith("-");
    var name = descending ? sort.substring(1) : sort;
    Optional<TraceField> field = TraceField.find(name);
    if (field.isEmpty()) {
      asked.error("sort_by", "\"" + name + "\" is not a field that traces can be sorted by.");
    }
    var conditions = asked.conditions(filters, TraceField.FILTERS);
    @Nullable Environment environment = asked.environment(caller.get());
    asked.check();
    return new TraceQuery(
        caller.get().organization(),
        environment,
        start,
        end,
        conditions,
        field.orElse(TraceField.TIMESTAMP),
        descending,
        null,
        limit == asked.size() + 1 ? (asked.page() - 1) * asked.size() : 0,
        limit);
  }
}
