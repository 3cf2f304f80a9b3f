package dev.turnpike.ingest.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.rollup.Rollups.Group;
import dev.turnpike.core.rollup.Rollups.Order;
import dev.turnpike.core.rollup.Rollups.Page;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.ingest.api.Answers;
import dev.turnpike.ingest.api.LogBody;
import dev.turnpike.ingest.api.LogQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Logs added up by what they have in common. */
@Path("/api/request-logs/groups")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("logs")
@Tag(name = "Logs")
public class LogGroupsResource {
  private static final Map<String, SpanField> BY =
      Map.ofEntries(
          Map.entry("model", SpanField.MODEL),
          Map.entry("provider_id", SpanField.PROVIDER),
          Map.entry("organization_key_id", SpanField.KEY_ID),
          Map.entry("prompt_id", SpanField.PROMPT_ID),
          Map.entry("deployment_id", SpanField.DEPLOYMENT_ID),
          Map.entry("deployment_name", SpanField.DEPLOYMENT_NAME),
          Map.entry("custom_identifier", SpanField.CUSTOM_ID),
          Map.entry("customer_identifier", SpanField.CUSTOMER),
          Map.entry("trace", SpanField.TRACE_ID),
          Map.entry("thread", SpanField.THREAD));

  private static final Map<String, Order> ORDERS =
      Map.of(
          "-number_of_requests", Order.REQUESTS,
          "-span_count", Order.REQUESTS,
          "-error_count", Order.ERRORS,
          "-total_cost", Order.COST,
          "-total_tokens", Order.TOKENS,
          "-average_latency", Order.LATENCY);

  /** Of the query string, but not of the logs. */
  private static final Set<String> OWN = Set.of("group_by", "sort_by");

  private final Rollups rollups;
  private final CurrentPrincipal caller;
  private final Clock clock;

  LogGroupsResource(Rollups rollups, CurrentPrincipal caller, Clock clock) {
    this.rollups = rollups;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "groupLogs",
      summary = "Add logs up by model, provider, key, customer …",
      description =
          "`group_by` is one of model, provider_id, organization_key_id, prompt_id, deployment_id,"
              + " deployment_name, custom_identifier, customer_identifier, trace, thread; logs"
              + " without a value are left out. Models, providers, keys and customers are read from"
              + " sums, to the minute, whatever the number of logs; others, and other filters, add"
              + " up 100,000 logs at most (413 above). Largest first: `sort_by` is"
              + " -number_of_requests, -total_cost, -total_tokens, -error_count or"
              + " -average_latency.")
  @Parameter(name = "group_by", in = ParameterIn.QUERY, example = "model", required = true)
  @Parameter(name = "sort_by", in = ParameterIn.QUERY, example = "-total_cost")
  @Parameter(name = "start_time", in = ParameterIn.QUERY, example = "2026-01-31T12:00:00Z")
  @Parameter(name = "end_time", in = ParameterIn.QUERY, example = "2026-01-31T13:00:00Z")
  public Response list(@Context UriInfo address) {
    return groups(address, MissingNode.getInstance());
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "groupMatchingLogs", summary = "Add up logs that match filters")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class)))
  public Response search(@Context UriInfo address, @Nullable InputStream body) {
    return groups(address, LogBody.read(body, LogBody.LARGEST_QUERY).path("filters"));
  }

  private Response groups(UriInfo address, JsonNode filters) {
    var parameters = address.getQueryParameters();
    var by = one(parameters, "group_by", "", BY);
    var order = one(parameters, "sort_by", "-number_of_requests", ORDERS);
    var ofLogs = new MultivaluedHashMap<String, String>();
    parameters.forEach(
        (name, values) -> {
          if (!OWN.contains(name)) {
            ofLogs.put(name, values);
          }
        });
    var asked = LogQuery.read(ofLogs, filters, caller.get(), clock.instant());
    var query = asked.query();
    var window =
        RollupQuery.all(
                query.organization(),
                query.from() == null ? clock.instant() : query.from(),
                query.to() == null ? clock.instant() : query.to())
            .where(query.conditions());
    var page = new Page(order, query.offset(), query.limit() + 1);
    var found = Answers.read(() -> rollups.groups(window, by, page));
    return Answers.json(200, wire(address, asked, by, found));
  }

  private static ObjectNode wire(
      UriInfo address, LogQuery.Asked asked, SpanField by, List<Group> found) {
    var limit = asked.query().limit();
    var rows = found.subList(0, Math.min(found.size(), limit));
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("count", rows.size());
    wire.put("next", found.size() > limit ? at(address, asked.page() + 1) : null);
    wire.put("previous", asked.page() > 1 ? at(address, asked.page() - 1) : null);
    var results = wire.putArray("results");
    rows.forEach(row -> results.add(wire(by, row)));
    return wire;
  }

  private static ObjectNode wire(SpanField by, Group group) {
    var figures = group.figures();
    var requests = figures.requests();
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put(by.wire(), group.value())
        .put("number_of_requests", requests)
        .put("span_count", requests)
        .put("total_cost", FigureWire.plain(figures.costUsd()))
        .put("total_tokens", figures.tokens().total())
        .put("error_count", figures.errors())
        .put("error_percentage", FigureWire.percent(figures.errors(), requests))
        .put("average_cost", FigureWire.averageCost(figures))
        .put("average_tokens", requests == 0 ? 0 : figures.tokens().total() / requests)
        .put("average_latency", FigureWire.seconds(figures.latency().average()))
        .put("average_ttft", FigureWire.seconds(figures.timeToFirstToken().average()))
        .put("average_tps", figures.speed().average().orElse(0))
        .put("cache_hit_percentage", FigureWire.percent(figures.calls().cacheHits(), requests));
    return wire;
  }

  private static String at(UriInfo address, int page) {
    return address.getRequestUriBuilder().replaceQueryParam("page", page).build().toString();
  }

  private static <T> T one(
      MultivaluedMap<String, String> parameters, String name, String absent, Map<String, T> known) {
    var word = parameters.getFirst(name);
    var value = known.get(word == null || word.isBlank() ? absent : word);
    if (value == null) {
      throw Answers.invalid(
          FieldErrors.of(
              name, "Must be one of " + known.keySet().stream().sorted().toList() + "."));
    }
    return value;
  }
}
