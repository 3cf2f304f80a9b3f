package dev.turnpike.gateway.management.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.customer.CustomerField;
import dev.turnpike.core.customer.CustomerQuery;
import dev.turnpike.core.customer.CustomerStore;
import dev.turnpike.core.customer.Customers;
import dev.turnpike.core.span.SpanFilters;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import dev.turnpike.gateway.error.Refusal;
import dev.turnpike.gateway.management.body.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

/** End users of the callers' products. They are not created: a user appears with its first log. */
@Path("/api/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"logs", "management"})
@Tag(name = "Users")
public class UsersResource {
  private static final String USER =
      """
      {"id": "user_123", "customer_identifier": "user_123", "environment": "prod", "name": "Ada",
       "email": "ada@example.org", "number_of_requests": 12, "total_tokens": 180,
       "total_cost": 0.42, "active_days": 2, "period_budget": 20, "budget_duration": "monthly",
       "total_budget": null, "total_period_usage": 0.42,
       "period_start": "2026-01-01T00:00:00Z", "period_end": "2026-02-01T00:00:00Z"}\
      """;

  private static final String PAGE =
      """
      {"count": 1, "next": null, "previous": null, "results": [
        {"customer_identifier": "user_123", "environment": "prod", "number_of_requests": 12,
         "total_cost": 0.42, "first_seen": "2026-01-31T12:00:00Z"}]}\
      """;

  private static final String FILTERS =
      """
      {"filters": {"total_cost": {"operator": "gte", "value": [10]}}}\
      """;

  private static final String CHANGE =
      """
      {"name": "Ada", "period_budget": 20, "budget_duration": "monthly"}\
      """;

  private final Customers customers;
  private final CurrentPrincipal caller;
  private final Clock clock;

  UsersResource(CustomerStore store, CurrentPrincipal caller, Clock clock) {
    this.customers = new Customers(store, clock);
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("list")
  @Operation(operationId = "listUsers", summary = "List users, those first seen last first")
  @Parameter(name = "page", in = ParameterIn.QUERY, example = "1")
  @APIResponse(
      responseCode = "200",
      description = "A page of users",
      content = @Content(examples = @ExampleObject(name = "page", value = PAGE)))
  public Response list(@Context UriInfo address) {
    return page(address, MissingNode.getInstance());
  }

  @POST
  @Path("list")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "searchUsers",
      summary = "List users that match filters",
      description =
          "Sort by `-first_seen`, `-total_cost`, `-number_of_requests`, `customer_identifier` and"
              + " others. A page past the end is empty.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "filters", value = FILTERS)))
  @APIResponse(
      responseCode = "200",
      description = "A page of users",
      content = @Content(examples = @ExampleObject(name = "page", value = PAGE)))
  public Response search(@Context UriInfo address, @Nullable InputStream body) {
    return page(address, JsonBody.objectOrEmpty(body).path("filters"));
  }

  @GET
  @Path("{customer_identifier}")
  @Operation(operationId = "getUser", summary = "Get a user with budget and use")
  @APIResponse(
      responseCode = "200",
      description = "The user",
      content = @Content(examples = @ExampleObject(name = "user", value = USER)))
  public Response get(
      @PathParam("customer_identifier") String identifier,
      @QueryParam("environment") @Nullable String environment) {
    var in = environment(environment);
    return read(() -> customers.find(caller.get().organization(), in, identifier))
        .map(user -> Response.ok(UserWire.whole(user, clock.instant())).build())
        .orElseThrow(NotFoundException::new);
  }

  @PATCH
  @Path("{customer_identifier}")
  @RolesAllowed("management")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "updateUser",
      summary = "Change a user's profile or budget",
      description =
          "What is not named stays, null empties. A period follows the calendar (UTC) unless"
              + " `period_start` is set; `budget_duration` is daily, weekly, monthly or yearly.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "budget", value = CHANGE)))
  @APIResponse(
      responseCode = "200",
      description = "The user as it is now",
      content = @Content(examples = @ExampleObject(name = "user", value = USER)))
  public Response change(
      @PathParam("customer_identifier") String identifier,
      @QueryParam("environment") @Nullable String environment,
      InputStream body) {
    var in = environment(environment);
    var change = JsonBody.object(body);
    var changed =
        Refusal.doneOrThrow(
            read(() -> customers.change(caller.get().organization(), in, identifier, change)));
    return Response.ok(UserWire.whole(changed.value(), clock.instant())).build();
  }

  @DELETE
  @Path("{customer_identifier}")
  @RolesAllowed("management")
  @Operation(
      operationId = "deleteUser",
      summary = "Forget a user and its totals",
      description = "Its logs stay; its next log makes it anew.")
  @APIResponse(responseCode = "204", description = "It is forgotten")
  public Response delete(
      @PathParam("customer_identifier") String identifier,
      @QueryParam("environment") @Nullable String environment) {
    var in = environment(environment);
    if (!read(() -> customers.delete(caller.get().organization(), in, identifier))) {
      throw new NotFoundException();
    }
    return Response.noContent().build();
  }

  private Response page(UriInfo address, JsonNode filters) {
    var asked = new AskedPage(address);
    var query =
        new CustomerQuery(
            caller.get().organization(),
            environment(address.getQueryParameters().getFirst("environment")),
            Refusal.doneOrThrow(SpanFilters.read(filters, CustomerField.FILTERS)).value(),
            asked.sort(),
            asked.descending(),
            (asked.page() - 1) * asked.size(),
            asked.size() + 1);
    asked.check();
    var found = read(() -> customers.list(query));
    var wire = JsonNodeFactory.instance.objectNode();
    var rows = found.subList(0, Math.min(found.size(), asked.size()));
    wire.put("count", rows.size());
    wire.put("next", found.size() > asked.size() ? asked.at(asked.page() + 1) : null);
    wire.put("previous", asked.page() > 1 ? asked.at(asked.page() - 1) : null);
    var results = wire.putArray("results");
    rows.forEach(user -> results.add(UserWire.row(user)));
    return Response.ok(wire).build();
  }

  private Environment environment(@Nullable String asked) {
    var text = Optional.ofNullable(asked).filter(word -> !word.isBlank());
    if (text.isEmpty()) {
      return caller.get().environment();
    }
    try {
      return Environment.valueOf(text.get().strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new WebApplicationException(e, Refusal.invalid("environment", "Must be prod or test."));
    }
  }

  private static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StoreUnavailable e) {
      var body = Map.of("detail", "Users cannot be read now: the database does not answer.");
      throw new WebApplicationException(
          e, Response.status(503).header(HttpHeaders.RETRY_AFTER, 2).entity(body).build());
    }
  }
}
