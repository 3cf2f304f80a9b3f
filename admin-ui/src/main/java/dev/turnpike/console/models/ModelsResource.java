package dev.turnpike.console.models;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.catalog.EndpointProbe.Report;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Lists, adds, edits and deletes custom models. A model's name stands in the query, as it may hold
 * any character.
 */
@Path("/console/models")
@Console
@RolesAllowed("viewer")
public class ModelsResource {
  private final Models models;
  private final Providers providers;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;

  ModelsResource(
      Models models, Providers providers, CurrentMember current, Fields fields, Shell shell) {
    this.models = models;
    this.providers = providers;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "models")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(
        List<Model> models, int all, List<Provider> providers, ModelFilter filter);

    static native TemplateInstance sheet(ModelSheet sheet);

    static native TemplateInstance sheet$offers(ModelSheet sheet);
  }

  @GET
  public Response list(
      @RestQuery @DefaultValue("") String q,
      @RestQuery @DefaultValue("") String provider,
      @RestQuery @DefaultValue("name") String sort) {
    var filter = new ModelFilter(q, provider, sort);
    var all = models.list(org());
    return Shell.ok(Templates.list(filter.of(all), all.size(), providers.list(org()), filter));
  }

  /**
   * @param provider chosen already
   * @param upstream a name the endpoint reported
   */
  @GET
  @Path("new")
  @RolesAllowed("editor")
  public Response blank(
      @RestQuery @DefaultValue("") String provider, @RestQuery @DefaultValue("") String upstream) {
    var all = providers.list(org());
    if (all.isEmpty()) {
      return shell.then("/console/providers/new", "A model needs a provider. Add one first.");
    }
    var chosen = provider.isEmpty() && all.size() == 1 ? all.getFirst().id().value() : provider;
    return Shell.ok(Templates.sheet(sheet(null, ModelFields.blank(chosen, upstream), chosen)));
  }

  /** The chosen provider's own list, when the choice changes; without scripts, the page again. */
  @POST
  @Path("offers")
  @RolesAllowed("editor")
  public Response offers() {
    var form = new Form(fields.asMap(), new FieldErrors(Map.of()));
    var before = models.find(org(), fields.one("editing")).orElse(null);
    var sheet = sheet(before, form, fields.one("custom_provider_id"));
    return Shell.ok(shell.wantsPart() ? Templates.sheet$offers(sheet) : Templates.sheet(sheet));
  }

  @POST
  @RolesAllowed("editor")
  public Response create() {
    var name = fields.one("model_name");
    if (models.find(org(), name).isPresent()) {
      return again(
          null,
          FieldErrors.of("model_name", "A model with this name exists already. Choose another."));
    }
    var outcome = models.save(org(), ModelFields.read(fields, true));
    return answer(null, outcome, "Added ");
  }

  @GET
  @Path("edit")
  @RolesAllowed("editor")
  public Response edit(@RestQuery @DefaultValue("") String name) {
    return models
        .find(org(), name)
        .map(m -> Shell.ok(Templates.sheet(sheet(m, ModelFields.of(m), m.provider().value()))))
        .orElseGet(() -> shell.missing(Optional.empty()));
  }

  @POST
  @Path("edit")
  @RolesAllowed("editor")
  public Response change(@RestQuery @DefaultValue("") String name) {
    var before = models.find(org(), name);
    return before.isEmpty()
        ? shell.missing(Optional.empty())
        : answer(
            before.get(), models.change(org(), name, ModelFields.read(fields, false)), "Saved ");
  }

  @POST
  @Path("delete")
  @RolesAllowed("editor")
  public Response delete(@RestQuery @DefaultValue("") String name) {
    return models.delete(org(), name) instanceof Outcome.Done<Model>
        ? shell.then("/console/models", "Deleted " + name + ".")
        : shell.missing(Optional.empty());
  }

  private Response answer(@Nullable Model before, Outcome<Model> outcome, String verb) {
    return switch (outcome) {
      case Outcome.Done<Model>(var model, var created, var notices) ->
          shell.then(ModelDetailResource.address(model.name()), verb + model.name() + ".");
      case Outcome.Invalid<Model>(var errors) -> again(before, errors);
      case Outcome.Missing<Model>(var detail) ->
          again(before, FieldErrors.of("custom_provider_id", "Choose a provider."));
      case Outcome.Forbidden<Model>(var detail) -> shell.problem(403, detail);
    };
  }

  private Response again(@Nullable Model before, FieldErrors errors) {
    return Shell.invalid(
        Templates.sheet(
            new ModelSheet(
                before, providers.list(org()), Form.refused(fields, errors), List.of(), null)));
  }

  private ModelSheet sheet(@Nullable Model before, Form form, String provider) {
    var all = providers.list(org());
    if (provider.isEmpty()) {
      return new ModelSheet(before, all, form, List.of(), null);
    }
    if (providers.test(org(), provider) instanceof Outcome.Done<Report> done) {
      return new ModelSheet(before, all, form, done.value().models(), done.value().problem());
    }
    return new ModelSheet(before, all, form, List.of(), "The endpoint could not be asked.");
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
