package dev.turnpike.ingest.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.span.SpanSummary;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.time.Duration;
import java.util.function.Supplier;
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

/** All logs are read here, whichever way they came in. */
@Path("/api/request-logs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("logs")
@Tag(name = "Logs")
public class LogReadResource {
  static final String AWAY = "Logs cannot be read now: the database does not answer.";

  private final SpanStore store;
  private final LogSummaries summaries;
  private final CurrentPrincipal caller;
  private final Clock clock;

  LogReadResource(SpanStore store, LogSummaries summaries, CurrentPrincipal caller, Clock clock) {
    this.store = store;
    this.summaries = summaries;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listLogs",
      summary = "List logs",
      description =
          "Newest first, without bodies. The window is the last hour unless start_time and end_time"
              + " say otherwise. Any field may stand in the query string (`?model=a`,"
              + " `?cost[value]=1&cost[operator]=gte`); other names are looked up in metadata. A"
              + " page past the end is empty; `count` is the number on this page.")
  @Parameter(
      name = "page",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Integer.class))
  @Parameter(
      name = "page_size",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Integer.class, maximum = "1000", defaultValue = "100"))
  @Parameter(name = "sort_by", in = ParameterIn.QUERY, example = "-cost")
  @Parameter(name = "start_time", in = ParameterIn.QUERY, example = "2026-01-31T12:00:00Z")
  @Parameter(name = "end_time", in = ParameterIn.QUERY, example = "2026-01-31T13:00:00Z")
  @Parameter(name = "environment", in = ParameterIn.QUERY, example = "prod")
  public Response list(@Context UriInfo address) {
    return page(address, MissingNode.getInstance());
  }

  @GET
  @Path("list")
  @Operation(
      operationId = "listLogsLegacy",
      summary = "List logs: the older address",
      hidden = true)
  public Response listAtOlderAddress(@Context UriInfo address) {
    return list(address);
  }

  @POST
  @Path("list")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "searchLogs",
      summary = "List logs that match filters",
      description =
          "All conditions must hold, or those joined by `connector: OR` (or `operator=OR` in the"
              + " query string) one of them. Operators: \"\" or in, not or not_in, lt, lte, gt,"
              + " gte, contains, not_contains, icontains, iexact, ilike, startswith,"
              + " not_startswith, endswith, not_endswith, regex, overlap, has_key, isnull, empty,"
              + " not_empty. `full_text` searches the bodies for words. A field that is not known"
              + " is refused.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "filters", value = LogExamples.FILTERS)))
  public Response search(@Context UriInfo address, @Nullable InputStream body) {
    return page(address, LogBody.read(body, LogBody.LARGEST_QUERY).path("filters"));
  }

  @GET
  @Path("summary")
  @Operation(operationId = "summarizeLogs", summary = "Totals over logs")
  public Response summary(@Context UriInfo address) {
    return summary(address, MissingNode.getInstance());
  }

  @POST
  @Path("summary")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "summarizeMatchingLogs",
      summary = "Totals over logs that match filters",
      description =
          "Seconds and USD. Averages are over the logs that have the value, 0 when none has."
              + " Filters on model, provider, key, status and log_type, or on the customer, are"
              + " answered from sums, whatever the number of logs; logs that were deleted stay in"
              + " them.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "filters", value = LogExamples.FILTERS)))
  public Response summarize(@Nullable InputStream body, @Context UriInfo address) {
    return summary(address, LogBody.read(body, LogBody.LARGEST_QUERY).path("filters"));
  }

  @GET
  @Path("{unique_id}")
  @Operation(operationId = "getLog", summary = "Get a log with its bodies")
  @APIResponse(
      responseCode = "200",
      description = "The log",
      content = @Content(examples = @ExampleObject(name = "log", value = LogExamples.STORED)))
  @APIResponse(responseCode = "404", description = "There is none with this id")
  public Response get(@PathParam("unique_id") String id) {
    return read(() -> store.find(caller.get().organization(), id))
        .map(span -> Answers.json(200, SpanWire.whole(span)))
        .orElseThrow(() -> Answers.detail(404, Answers.LOG_NOT_FOUND));
  }

  private Response page(UriInfo address, JsonNode filters) {
    var asked = LogQuery.read(address.getQueryParameters(), filters, caller.get(), clock.instant());
    var query = asked.query();
    var found = read(() -> store.find(oneMore(query)));
    var rows = found.subList(0, Math.min(found.size(), query.limit()));
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("count", rows.size());
    wire.put("next", found.size() > query.limit() ? at(address, asked.page() + 1) : null);
    wire.put("previous", asked.page() > 1 ? at(address, asked.page() - 1) : null);
    rows.forEach(row -> wire.withArray("results").add(SpanWire.row(row)));
    wire.withArray("results");
    return Answers.json(200, wire);
  }

  /** One row more tells whether there is a next page, without counting. */
  private static SpanQuery oneMore(SpanQuery query) {
    return new SpanQuery(
        query.organization(),
        query.from(),
        query.to(),
        query.conditions(),
        query.sort(),
        query.descending(),
        query.before(),
        query.offset(),
        query.limit() + 1);
  }

  private static String at(UriInfo address, int page) {
    return address.getRequestUriBuilder().replaceQueryParam("page", page).build().toString();
  }

  private Response summary(UriInfo address, JsonNode filters) {
    var asked = LogQuery.read(address.getQueryParameters(), filters, caller.get(), clock.instant());
    return Answers.json(200, wire(read(() -> summaries.of(asked.query()))));
  }

  private static ObjectNode wire(SpanSummary summary) {
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("number_of_requests", summary.requests());
    wire.put("error_count", summary.errors());
    wire.put("total_cost", summary.costUsd());
    wire.put("total_tokens", summary.promptTokens() + summary.completionTokens());
    wire.put("total_prompt_tokens", summary.promptTokens());
    wire.put("total_completion_tokens", summary.completionTokens());
    wire.put("avg_latency", seconds(summary.averageLatency()));
    wire.put("avg_ttft", seconds(summary.averageTimeToFirstToken()));
    var tps = summary.averageTokensPerSecond();
    wire.put("avg_tps", tps == null ? 0 : tps);
    wire.putObject("scores");
    return wire;
  }

  private static double seconds(@Nullable Duration duration) {
    return duration == null ? 0 : duration.toNanos() / 1e9;
  }

  private static <T> T read(Supplier<T> reading) {
    return Answers.read(reading);
  }
}
