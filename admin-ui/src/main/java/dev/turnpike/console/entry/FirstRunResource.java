package dev.turnpike.console.entry;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.member.Member;
import dev.turnpike.core.access.member.Members;
import dev.turnpike.core.access.member.SetupToken;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Setup token → owner. There only until there is an owner. */
@Path("/console/first-run")
@Console
@PermitAll
public class FirstRunResource {
  private final Members members;
  private final SetupToken token;
  private final Entrance entrance;
  private final Fields fields;
  private final Shell shell;

  FirstRunResource(
      Members members, SetupToken token, Entrance entrance, Fields fields, Shell shell) {
    this.members = members;
    this.token = token;
    this.entrance = entrance;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "entry")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance firstRun(Form form);
  }

  @GET
  public Response page() {
    return members.needsOwner()
        ? Shell.ok(Templates.firstRun(Form.empty()))
        : Response.seeOther(URI.create("/console/sign-in")).build();
  }

  @POST
  public Response createOwner() {
    if (!token.matches(fields.one("token"))) {
      return refused("token", "This is not the token in the log. It changes with each start.");
    }
    return switch (members.createFirstOwner(fields.one("email"), fields.exact("password"))) {
      case Outcome.Done<Member>(var owner, var created, var notices) ->
          entrance.welcome(owner, "/console");
      case Outcome.Invalid<Member>(var errors) ->
          Shell.invalid(Templates.firstRun(Form.refused(fields, errors)));
      case Outcome.Missing<Member>(var detail) -> shell.problem(404, detail);
      case Outcome.Forbidden<Member>(var detail) -> shell.problem(403, detail);
    };
  }

  private Response refused(String field, String message) {
    return Shell.invalid(Templates.firstRun(Form.refused(fields, FieldErrors.of(field, message))));
  }
}
