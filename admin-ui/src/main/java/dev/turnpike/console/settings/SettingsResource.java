package dev.turnpike.console.settings;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.access.member.Member;
import dev.turnpike.core.access.member.Members;
import dev.turnpike.core.access.member.Sessions;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.SpoolGauges;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The member's own password, the state of the log pipeline, and which Turnpike this is. */
@Path("/console/settings")
@Console
@RolesAllowed("viewer")
public class SettingsResource {
  private final Members members;
  private final Sessions sessions;
  private final SpoolGauges gauges;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;
  private final String version;

  SettingsResource(
      Members members,
      Sessions sessions,
      SpoolGauges gauges,
      CurrentMember current,
      Fields fields,
      Shell shell,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.members = members;
    this.sessions = sessions;
    this.gauges = gauges;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
    this.version = version;
  }

  @CheckedTemplate(basePath = "settings")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(Form form, SpoolGauges.Reading spool, String version);

    static native TemplateInstance page$spool(SpoolGauges.Reading spool);
  }

  @GET
  public Response page() {
    return Shell.ok(Templates.page(Form.empty(), gauges.read(), version));
  }

  /** The pipeline's figures, asked again by an open page. */
  @GET
  @Path("spool")
  public Response spool() {
    return Shell.ok(Templates.page$spool(gauges.read()));
  }

  /** Whoever knew the old password elsewhere is signed out there. */
  @POST
  @Path("password")
  public Response changePassword() {
    var signedIn = current.find().orElseThrow();
    if (!fields.exact("new_password").equals(fields.exact("repeated_password"))) {
      return again(FieldErrors.of("repeated_password", "The two passwords differ."));
    }
    return switch (members.changePassword(
        signedIn.member(), fields.exact("current_password"), fields.exact("new_password"))) {
      case Outcome.Done<Member>(var member, var created, var notices) -> {
        sessions.closeAllOf(member.id(), signedIn.session().id());
        yield shell.then(
            "/console/settings", "Changed your password. Other browsers are signed out.");
      }
      case Outcome.Invalid<Member>(var errors) -> again(errors);
      case Outcome.Missing<Member>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<Member>(var detail) -> shell.problem(403, detail);
    };
  }

  private Response again(FieldErrors errors) {
    return Shell.invalid(Templates.page(Form.refused(fields, errors), gauges.read(), version));
  }
}
