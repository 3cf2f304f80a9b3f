package dev.turnpike.console.integrations;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.catalog.EndpointProbe.Report;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.integration.Integration;
import dev.turnpike.core.integration.Integrations;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds, edits, tests and deletes the credentials of a built-in provider. */
@Path("/console/integrations/{provider}")
@Console
@RolesAllowed("editor")
public class CredentialsResource {
  private final Integrations integrations;
  private final ConnectedProviders providers;
  private final CredentialTests tests;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;

  CredentialsResource(
      Integrations integrations,
      ConnectedProviders providers,
      CredentialTests tests,
      CurrentMember current,
      Fields fields,
      Shell shell) {
    this.integrations = integrations;
    this.providers = providers;
    this.tests = tests;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "integrations")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance sheet(CredentialSheet sheet);

    static native TemplateInstance report(
        String name, @Nullable Report report, @Nullable String problem);
  }

  @GET
  @Path("new")
  public Response blank(String provider) {
    return callable(provider)
        .map(
            row ->
                sheet(
                    row, null, CredentialFields.blank(row, providers.credentials(org(), row.id()))))
        .orElseGet(() -> shell.missing(Optional.empty()));
  }

  @POST
  public Response create(String provider) {
    var row = callable(provider).orElse(null);
    return row == null
        ? shell.missing(Optional.empty())
        : answer(
            row, null, integrations.create(org(), CredentialFields.read(fields, row)), "Added ");
  }

  @GET
  @Path("{id}/edit")
  public Response edit(String provider, UUID id) {
    var row = callable(provider).orElse(null);
    var before = find(provider, id);
    return row == null || before == null
        ? shell.missing(Optional.empty())
        : sheet(row, before, CredentialFields.of(before));
  }

  @POST
  @Path("{id}")
  public Response change(String provider, UUID id) {
    var row = callable(provider).orElse(null);
    var before = find(provider, id);
    if (row == null || before == null) {
      return shell.missing(Optional.empty());
    }
    tests.forget(id);
    return answer(
        row, before, integrations.change(org(), id, CredentialFields.read(fields, row)), "Saved ");
  }

  @POST
  @Path("{id}/delete")
  public Response delete(String provider, UUID id) {
    var row = callable(provider).orElse(null);
    if (row == null || find(provider, id) == null) {
      return shell.missing(Optional.empty());
    }
    tests.forget(id);
    return answer(row, null, integrations.delete(org(), id), "Deleted ");
  }

  /** Of what is typed in a sheet; nothing is saved. */
  @POST
  @Path("test")
  public Response testTyped(String provider) {
    var row = callable(provider).orElse(null);
    if (row == null) {
      return shell.missing(Optional.empty());
    }
    var before = editing();
    var wire = CredentialFields.read(fields, row);
    var outcome =
        before == null
            ? integrations.test(org(), wire)
            : integrations.test(org(), before.id(), wire);
    if (shell.wantsPart()) {
      return part(fields.one("name"), outcome);
    }
    return switch (outcome) {
      case Outcome.Done<Report> done ->
          Shell.ok(
              Templates.sheet(
                  new CredentialSheet(
                      row,
                      before,
                      new Form(fields.asMap(), new FieldErrors(Map.of())),
                      done.value())));
      case Outcome.Invalid<Report>(var errors) -> again(row, before, errors);
      case Outcome.Missing<Report>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<Report>(var detail) -> shell.problem(403, detail);
    };
  }

  @POST
  @Path("{id}/test")
  public Response testStored(String provider, UUID id) {
    var found = find(provider, id);
    if (found == null) {
      return shell.missing(Optional.empty());
    }
    var outcome = integrations.test(org(), id);
    if (outcome instanceof Outcome.Done<Report> done) {
      tests.note(id, done.value());
    }
    return shell.wantsPart()
        ? part(found.name(), outcome)
        : shell.then("/console/integrations/" + provider, told(found.name(), outcome));
  }

  private static Response part(String name, Outcome<Report> outcome) {
    return Shell.ok(
        switch (outcome) {
          case Outcome.Done<Report> done -> Templates.report(name, done.value(), null);
          case Outcome.Invalid<Report>(var errors) ->
              Templates.report(name, null, CredentialProblems.first(errors));
          case Outcome.Missing<Report>(var detail) -> Templates.report(name, null, detail);
          case Outcome.Forbidden<Report>(var detail) -> Templates.report(name, null, detail);
        });
  }

  private static String told(String name, Outcome<Report> outcome) {
    return switch (outcome) {
      case Outcome.Done<Report> done ->
          done.value().ok()
              ? name + " works."
              : name + " was refused. " + String.valueOf(done.value().problem());
      case Outcome.Invalid<Report>(var errors) -> CredentialProblems.first(errors);
      case Outcome.Missing<Report>(var detail) -> detail;
      case Outcome.Forbidden<Report>(var detail) -> detail;
    };
  }

  private Response answer(
      ProviderDescriptor row,
      @Nullable Integration before,
      Outcome<Integration> outcome,
      String done) {
    return switch (outcome) {
      case Outcome.Done<Integration>(var made, var created, var notices) ->
          shell.then(
              "/console/integrations/" + row.id(),
              (done + made.name() + ". " + String.join(" ", notices)).strip());
      case Outcome.Invalid<Integration>(var errors) -> again(row, before, errors);
      case Outcome.Missing<Integration>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<Integration>(var detail) -> shell.problem(403, detail);
    };
  }

  private Response again(ProviderDescriptor row, @Nullable Integration before, FieldErrors errors) {
    return Shell.invalid(
        Templates.sheet(new CredentialSheet(row, before, Form.refused(fields, errors), null)));
  }

  private static Response sheet(ProviderDescriptor row, @Nullable Integration before, Form form) {
    return Shell.ok(Templates.sheet(new CredentialSheet(row, before, form, null)));
  }

  private @Nullable Integration editing() {
    var id = fields.one("editing");
    try {
      return id.isEmpty() ? null : integrations.find(org(), UUID.fromString(id)).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable Integration find(String provider, UUID id) {
    return integrations.find(org(), id).filter(i -> i.provider().equals(provider)).orElse(null);
  }

  private static Optional<ProviderDescriptor> callable(String provider) {
    return IntegrationsResource.shown(provider).filter(row -> row.status() == Status.ACTIVE);
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
