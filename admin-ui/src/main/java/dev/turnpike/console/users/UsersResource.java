package dev.turnpike.console.users;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.customer.Customer;
import dev.turnpike.core.customer.CustomerStore;
import dev.turnpike.core.customer.Customers;
import dev.turnpike.core.error.Outcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Users by what they cost, and one of them: its use, its name, its budget. */
@Path("/console/users")
@Console
@RolesAllowed("viewer")
public class UsersResource {
  private final Customers customers;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;
  private final UriInfo uri;

  UsersResource(
      CustomerStore store,
      Clock clock,
      CurrentMember current,
      Fields fields,
      Shell shell,
      UriInfo uri) {
    this.customers = new Customers(store, clock);
    this.current = current;
    this.fields = fields;
    this.shell = shell;
    this.uri = uri;
  }

  @CheckedTemplate(basePath = "users")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(UserFilter filter, List<UserRow> rows, boolean more);

    static native TemplateInstance detail(UserRow row, Form form);
  }

  @GET
  public Response list() {
    var filter = UserFilter.read(uri.getQueryParameters());
    var found = customers.list(filter.query(org()));
    var more = found.size() > UserFilter.PAGE;
    return Shell.ok(
        Templates.list(
            filter,
            (more ? found.subList(0, UserFilter.PAGE) : found).stream().map(UserRow::new).toList(),
            more));
  }

  @GET
  @Path("user")
  public Response detail(
      @RestQuery @DefaultValue("") String id, @RestQuery @DefaultValue("prod") String environment) {
    return find(id, environment)
        .map(user -> Shell.ok(Templates.detail(new UserRow(user), Form.of(values(user)))))
        .orElseGet(this::missing);
  }

  /** Sets name, address and budget; a field left empty is emptied. */
  @POST
  @Path("user")
  @RolesAllowed("editor")
  public Response change() {
    var id = fields.one("id");
    var environment = UserFilter.environment(fields.one("environment"));
    var found = find(id, fields.one("environment"));
    if (environment.isEmpty() || found.isEmpty()) {
      return missing();
    }
    return switch (customers.change(org(), environment.get(), id, wire())) {
      case Outcome.Done<Customer>(var user, var created, var notices) ->
          shell.then(new UserRow(user).href(), "Saved " + user.identifier() + ".");
      case Outcome.Invalid<Customer>(var errors) ->
          Shell.invalid(Templates.detail(new UserRow(found.get()), Form.refused(fields, errors)));
      case Outcome.Missing<Customer> gone -> missing();
      case Outcome.Forbidden<Customer>(var detail) -> shell.problem(403, detail);
    };
  }

  private ObjectNode wire() {
    var wire = JsonNodeFactory.instance.objectNode();
    for (var field : List.of("name", "email", "budget_duration")) {
      var typed = fields.one(field);
      wire.put(field, typed.isEmpty() ? null : typed);
    }
    for (var field : List.of("total_budget", "period_budget")) {
      var typed = fields.one(field);
      try {
        wire.put(field, typed.isEmpty() ? null : new BigDecimal(typed));
      } catch (NumberFormatException e) {
        wire.put(field, typed); // the use case names the field
      }
    }
    return wire;
  }

  private static Map<String, String> values(Customer user) {
    var budget = user.budget();
    var values = new LinkedHashMap<String, String>();
    values.put("name", or(user.name()));
    values.put("email", or(user.email()));
    values.put("total_budget", plain(budget.totalUsd()));
    values.put("period_budget", plain(budget.periodUsd()));
    var duration = budget.duration();
    values.put("budget_duration", duration == null ? "" : duration.wire());
    return values;
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String plain(@Nullable BigDecimal usd) {
    return usd == null ? "" : usd.stripTrailingZeros().toPlainString();
  }

  private Optional<Customer> find(String id, String environment) {
    return UserFilter.environment(environment).flatMap(e -> customers.find(org(), e, id));
  }

  private Response missing() {
    return shell.missing(
        Optional.of("There is no user of this name. One appears with its first call."));
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
