package dev.turnpike.console.providers;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.catalog.EndpointProbe.Report;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** <i>Test connection</i>: of what is typed in a sheet, or of a saved provider. */
@Path("/console/providers")
@Console
@RolesAllowed("editor")
public class ConnectionTestResource {
  private final Providers providers;
  private final Checks checks;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;

  ConnectionTestResource(
      Providers providers, Checks checks, CurrentMember current, Fields fields, Shell shell) {
    this.providers = providers;
    this.checks = checks;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "providers")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance report(@Nullable Report report, @Nullable String problem);
  }

  /** Nothing is saved. Field {@code editing} names the provider whose stored secrets are used. */
  @POST
  @Path("test")
  public Response typed() {
    var editing = fields.one("editing");
    var before = editing.isEmpty() ? null : providers.find(org(), editing).orElse(null);
    var read = ProviderFields.read(fields, before);
    if (!read.errors().isEmpty()) {
      return refused(before, read.errors());
    }
    var outcome =
        before == null ? providers.test(read.wire()) : providers.test(org(), editing, read.wire());
    return switch (outcome) {
      case Outcome.Done<Report>(var report, var created, var notices) ->
          shell.wantsPart()
              ? Shell.ok(Templates.report(report, null))
              : Shell.ok(
                  ProvidersResource.Templates.sheet(
                      new ProviderSheet(
                          before,
                          new Form(fields.asMap(), new FieldErrors(java.util.Map.of())),
                          report)));
      case Outcome.Invalid<Report>(var errors) -> refused(before, errors);
      case Outcome.Missing<Report>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<Report>(var detail) -> shell.problem(403, detail);
    };
  }

  @POST
  @Path("{id}/test")
  public Response saved(String id) {
    return switch (providers.test(org(), id)) {
      case Outcome.Done<Report>(var report, var created, var notices) -> {
        checks.note(org(), id, report);
        yield shell.wantsPart()
            ? Shell.ok(Templates.report(report, null))
            : Response.seeOther(java.net.URI.create("/console/providers/" + id)).build();
      }
      case Outcome.Invalid<Report>(var errors) -> Shell.ok(Templates.report(null, firstOf(errors)));
      case Outcome.Missing<Report>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<Report>(var detail) -> shell.problem(403, detail);
    };
  }

  private Response refused(@Nullable Provider before, FieldErrors errors) {
    return shell.wantsPart()
        ? Shell.ok(Templates.report(null, firstOf(errors)))
        : Shell.invalid(
            ProvidersResource.Templates.sheet(
                new ProviderSheet(before, Form.refused(fields, errors), null)));
  }

  private static String firstOf(FieldErrors errors) {
    var first = errors.byField().entrySet().iterator().next();
    return name(first.getKey()) + ": " + first.getValue().getFirst();
  }

  private static String name(String field) {
    return switch (field) {
      case "extra_kwargs.base_url" -> "Base URL";
      case "extra_kwargs.api_key", "api_key" -> "API key";
      case ProviderFields.DEFAULTS -> "Default parameters";
      default -> field.replace("extra_kwargs.", "").replace('_', ' ');
    };
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
