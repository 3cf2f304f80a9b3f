package dev.turnpike.console.providers;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.trial.Findings;
import dev.turnpike.core.trial.Trials;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** <i>Try it out</i>: a few small calls learn what a saved provider's endpoint does. */
@Path("/console/providers/{id}/probe")
@Console
@RolesAllowed("editor")
public class TrialResource {
  private final Trials trials;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;

  TrialResource(Trials trials, CurrentMember current, Fields fields, Shell shell) {
    this.trials = trials;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "providers")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance trial(@Nullable Findings findings, @Nullable String problem);
  }

  @POST
  public Response run(String id) {
    var outcome = trials.run(org(), id, fields.one("model"));
    if (outcome instanceof Outcome.Missing<Findings>(var detail)) {
      return shell.missing(Optional.of(detail));
    }
    var problem = problem(outcome);
    if (!shell.wantsPart()) {
      return shell.then(
          "/console/providers/" + id,
          problem == null ? "Tried out the endpoint." : "Not tried out. " + problem);
    }
    return Shell.ok(
        outcome instanceof Outcome.Done<Findings> done
            ? Templates.trial(done.value(), done.value().problem())
            : Templates.trial(null, problem));
  }

  /** Why nothing was learned; absent when something was. */
  static @Nullable String problem(Outcome<Findings> outcome) {
    return switch (outcome) {
      case Outcome.Done<Findings> done -> done.value().problem();
      case Outcome.Invalid<Findings>(var errors) -> first(errors);
      case Outcome.Missing<Findings>(var detail) -> detail;
      case Outcome.Forbidden<Findings>(var detail) -> detail;
    };
  }

  private static String first(FieldErrors errors) {
    List<String> messages = errors.byField().values().iterator().next();
    return messages.getFirst();
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
