package dev.turnpike.console.entry;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Cookies;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.access.member.Members;
import dev.turnpike.core.access.member.Sessions;
import dev.turnpike.core.access.member.SignIn;
import dev.turnpike.core.error.FieldErrors;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestQuery;

/** In by address and password; out for good, as the session is deleted. */
@Path("/console")
@Console
@PermitAll
public class SignInResource {
  private final Members members;
  private final Sessions sessions;
  private final CurrentMember current;
  private final Entrance entrance;
  private final Fields fields;
  private final Cookies cookies;

  SignInResource(
      Members members,
      Sessions sessions,
      CurrentMember current,
      Entrance entrance,
      Fields fields,
      Cookies cookies) {
    this.members = members;
    this.sessions = sessions;
    this.current = current;
    this.entrance = entrance;
    this.fields = fields;
    this.cookies = cookies;
  }

  @CheckedTemplate(basePath = "entry")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance signIn(Form form, String next);
  }

  /**
   * @param next the console page that was asked for before
   */
  @GET
  @Path("sign-in")
  public Response page(@RestQuery @DefaultValue("/console") String next) {
    if (current.find().isPresent()) {
      return Response.seeOther(URI.create("/console")).build();
    }
    return members.needsOwner()
        ? Response.seeOther(URI.create("/console/first-run")).build()
        : Shell.ok(Templates.signIn(Form.empty(), next));
  }

  @POST
  @Path("sign-in")
  public Response signIn() {
    var next = fields.one("next");
    return switch (members.signIn(
        fields.one("email"), fields.exact("password"), entrance.network())) {
      case SignIn.Welcome(var member) -> entrance.welcome(member, next);
      case SignIn.Refused() -> refused("Email and password do not belong together.", next);
      case SignIn.Throttled(var wait) ->
          refused("Too many failed attempts. Try again in " + inWords(wait) + ".", next);
    };
  }

  @POST
  @Path("sign-out")
  public Response signOut() {
    current.find().ifPresent(s -> sessions.close(s.session().id()));
    cookies.clear(Cookies.SESSION);
    return Response.seeOther(URI.create("/console/sign-in")).build();
  }

  private Response refused(String message, String next) {
    return Shell.invalid(
        Templates.signIn(Form.refused(fields, FieldErrors.of("form", message)), next));
  }

  private static String inWords(Duration wait) {
    var seconds = wait.plusMillis(999).toSeconds();
    return seconds < 90 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
  }
}
