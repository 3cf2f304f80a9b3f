package dev.turnpike.console.models;

import dev.turnpike.console.logs.table.LogTable;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.Keys;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.SpanStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** One model: what it is, how to call it, and its calls as they arrive. */
@Path("/console/models/model")
@Console
@RolesAllowed("viewer")
public class ModelDetailResource {
  private static final int SHOWN_CALLS = 5;

  private final Models models;
  private final Keys keys;
  private final SpanStore spans;
  private final CurrentMember current;
  private final Shell shell;
  private final UriInfo uri;

  ModelDetailResource(
      Models models, Keys keys, SpanStore spans, CurrentMember current, Shell shell, UriInfo uri) {
    this.models = models;
    this.keys = keys;
    this.spans = spans;
    this.current = current;
    this.shell = shell;
    this.uri = uri;
  }

  @CheckedTemplate(basePath = "models")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance detail(
        Model model, Snippets snippets, boolean anyKey, LogTable calls);

    static native TemplateInstance detail$calls(Model model, LogTable calls);
  }

  /** The address of a model's page. */
  static String address(String name) {
    return "/console/models/model?name="
        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @GET
  public Response detail(@RestQuery @DefaultValue("") String name) {
    var model = models.find(org(), name);
    if (model.isEmpty()) {
      return shell.missing(Optional.empty());
    }
    var snippets = new Snippets(uri.getBaseUri().resolve("/api/").toString(), name);
    return Shell.ok(
        Templates.detail(model.get(), snippets, !keys.list(org()).isEmpty(), latest(name)));
  }

  /** The newest calls, asked again and again by an open page. */
  @GET
  @Path("calls")
  public Response calls(@RestQuery @DefaultValue("") String name) {
    return models
        .find(org(), name)
        .map(m -> Shell.ok(Templates.detail$calls(m, latest(name))))
        .orElseGet(() -> shell.missing(Optional.empty()));
  }

  private LogTable latest(String model) {
    return LogTable.plain(
        spans.find(
            new SpanQuery(
                org(),
                null,
                null,
                List.of(new Condition("model", Operator.ANY, List.of(model))),
                "id",
                true,
                null,
                0,
                SHOWN_CALLS)));
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
