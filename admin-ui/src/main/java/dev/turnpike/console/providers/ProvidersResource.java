package dev.turnpike.console.providers;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lists, adds, shows, edits and deletes custom providers. */
@Path("/console/providers")
@Console
@RolesAllowed("viewer")
public class ProvidersResource {
  private final Providers providers;
  private final Models models;
  private final Checks checks;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;

  ProvidersResource(
      Providers providers,
      Models models,
      Checks checks,
      CurrentMember current,
      Fields fields,
      Shell shell) {
    this.providers = providers;
    this.models = models;
    this.checks = checks;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "providers")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(List<ProviderRow> rows);

    static native TemplateInstance sheet(ProviderSheet sheet);

    static native TemplateInstance detail(ProviderRow row, List<Model> models, Form form);
  }

  @GET
  public Response list() {
    var counts =
        models.list(org()).stream()
            .collect(Collectors.groupingBy(m -> m.provider(), Collectors.counting()));
    return Shell.ok(
        Templates.list(
            providers.list(org()).stream()
                .map(p -> row(p, counts.getOrDefault(p.id(), 0L).intValue()))
                .toList()));
  }

  @GET
  @Path("new")
  @RolesAllowed("editor")
  public Response blank() {
    return Shell.ok(Templates.sheet(new ProviderSheet(null, ProviderFields.blank(), null)));
  }

  @POST
  @RolesAllowed("editor")
  public Response create() {
    var read = ProviderFields.read(fields, null);
    var id = fields.one("provider_id");
    read.wire()
        .put(
            "provider_id",
            id.isEmpty() ? providers.proposeId(org(), fields.one("provider_name")) : id);
    if (!read.errors().isEmpty()) {
      return again(null, read.errors());
    }
    return switch (providers.create(org(), read.wire())) {
      case Outcome.Done<Provider>(var made, var created, var notices) ->
          shell.then(
              "/console/providers/" + made.id() + "/models?step=new", "Added " + made.name() + ".");
      case Outcome.Invalid<Provider>(var errors) -> again(null, errors);
      case Outcome.Missing<Provider>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<Provider>(var detail) -> shell.problem(403, detail);
    };
  }

  @GET
  @Path("{id}")
  public Response detail(String id) {
    return providers
        .find(org(), id)
        .map(p -> Shell.ok(detailOf(p, Form.empty())))
        .orElseGet(() -> shell.missing(Optional.empty()));
  }

  @GET
  @Path("{id}/edit")
  @RolesAllowed("editor")
  public Response edit(String id) {
    return providers
        .find(org(), id)
        .map(p -> Shell.ok(Templates.sheet(new ProviderSheet(p, ProviderFields.of(p), null))))
        .orElseGet(() -> shell.missing(Optional.empty()));
  }

  @POST
  @Path("{id}")
  @RolesAllowed("editor")
  public Response change(String id) {
    var before = providers.find(org(), id);
    if (before.isEmpty()) {
      return shell.missing(Optional.empty());
    }
    var read = ProviderFields.read(fields, before.get());
    if (!read.errors().isEmpty()) {
      return again(before.get(), read.errors());
    }
    return switch (providers.change(org(), id, read.wire())) {
      case Outcome.Done<Provider>(var changed, var created, var notices) -> {
        checks.forget(org(), id);
        yield shell.then(
            "/console/providers/" + changed.id(),
            ("Saved " + changed.name() + ". " + String.join(" ", notices)).strip());
      }
      case Outcome.Invalid<Provider>(var errors) -> again(before.get(), errors);
      case Outcome.Missing<Provider>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<Provider>(var detail) -> shell.problem(403, detail);
    };
  }

  /** Deletes the provider with its models; whoever does it types its id. */
  @POST
  @Path("{id}/delete")
  @RolesAllowed("editor")
  public Response delete(String id) {
    var found = providers.find(org(), id);
    if (found.isEmpty()) {
      return shell.missing(Optional.empty());
    }
    if (!fields.one("confirm").equals(id)) {
      var errors = FieldErrors.of("confirm", "Type " + id + " to delete this provider.");
      return Shell.invalid(detailOf(found.get(), Form.refused(fields, errors)));
    }
    return switch (providers.delete(org(), id, true)) {
      case Outcome.Done<Provider>(var gone, var created, var notices) -> {
        checks.forget(org(), id);
        yield shell.then(
            "/console/providers",
            ("Deleted " + gone.name() + ". " + String.join(" ", notices)).strip());
      }
      case Outcome.Invalid<Provider>(var errors) ->
          Shell.invalid(detailOf(found.get(), Form.refused(fields, errors)));
      case Outcome.Missing<Provider>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<Provider>(var detail) -> shell.problem(403, detail);
    };
  }

  private TemplateInstance detailOf(Provider provider, Form form) {
    var own = models.list(org()).stream().filter(m -> m.provider().equals(provider.id())).toList();
    return Templates.detail(row(provider, own.size()), own, form);
  }

  private ProviderRow row(Provider provider, int count) {
    return new ProviderRow(provider, count, checks.last(org(), provider.id().value()));
  }

  private Response again(@org.jspecify.annotations.Nullable Provider before, FieldErrors errors) {
    return Shell.invalid(
        Templates.sheet(new ProviderSheet(before, Form.refused(fields, errors), null)));
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
