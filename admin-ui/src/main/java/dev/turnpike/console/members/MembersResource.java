package dev.turnpike.console.members;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.access.member.Member;
import dev.turnpike.core.access.member.NewMember;
import dev.turnpike.core.access.member.Sessions;
import dev.turnpike.core.access.member.Team;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists members; owners add and remove them, change roles and give new passwords. A password made
 * here is in the answer that made it and nowhere else.
 */
@Path("/console/members")
@Console
@RolesAllowed("viewer")
public class MembersResource {
  private static final String PAGE = "/console/members";

  private final Team team;
  private final Sessions sessions;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;

  MembersResource(Team team, Sessions sessions, CurrentMember current, Fields fields, Shell shell) {
    this.team = team;
    this.sessions = sessions;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "members")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(
        List<Member> members, Member me, Form form, @Nullable NewMember made);
  }

  @GET
  public Response list() {
    return Shell.ok(page(blank(), null));
  }

  @POST
  @RolesAllowed("owner")
  public Response add() {
    return switch (team.add(org(), fields.one("email"), fields.one("role"))) {
      case Outcome.Done<NewMember>(var made, var created, var notices) ->
          Shell.ok(page(blank(), made));
      case Outcome.Invalid<NewMember>(var errors) ->
          Shell.invalid(page(Form.refused(fields, errors), null));
      case Outcome.Missing<NewMember>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<NewMember>(var detail) -> shell.problem(403, detail);
    };
  }

  @POST
  @Path("{id}/role")
  @RolesAllowed("owner")
  public Response changeRole(UUID id) {
    return told(
        team.changeRole(org(), id, fields.one("role")),
        member ->
            member.email() + " is now " + member.role().name().toLowerCase(Locale.ROOT) + ".");
  }

  /** Whoever knew the old password is signed out. */
  @POST
  @Path("{id}/password")
  @RolesAllowed("owner")
  public Response renewPassword(UUID id) {
    return switch (team.renewPassword(org(), id)) {
      case Outcome.Done<NewMember>(var made, var created, var notices) -> {
        sessions.closeAllOf(id, null);
        yield Shell.ok(page(blank(), made));
      }
      case Outcome.Invalid<NewMember> invalid -> shell.problem(422, "Nothing was changed.");
      case Outcome.Missing<NewMember> gone -> shell.missing(Optional.empty());
      case Outcome.Forbidden<NewMember>(var detail) -> shell.problem(403, detail);
    };
  }

  @POST
  @Path("{id}/remove")
  @RolesAllowed("owner")
  public Response remove(UUID id) {
    return told(team.remove(org(), id), member -> "Removed " + member.email() + ".");
  }

  private Response told(
      Outcome<Member> outcome, java.util.function.Function<Member, String> words) {
    return switch (outcome) {
      case Outcome.Done<Member>(var member, var created, var notices) ->
          shell.then(PAGE, words.apply(member));
      case Outcome.Invalid<Member>(var errors) ->
          shell.problem(422, "Choose owner, editor or viewer.");
      case Outcome.Missing<Member> gone -> shell.missing(Optional.empty());
      case Outcome.Forbidden<Member>(var detail) -> shell.problem(403, detail);
    };
  }

  private TemplateInstance page(Form form, @Nullable NewMember made) {
    return Templates.list(team.list(org()), current.get(), form, made);
  }

  private static Form blank() {
    return new Form(Map.of("role", List.of("editor")), new FieldErrors(Map.of()));
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
