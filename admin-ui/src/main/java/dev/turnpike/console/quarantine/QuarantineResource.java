package dev.turnpike.console.quarantine;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.span.QuarantinedSpans;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;

/** The logs that the database refused for good. */
@Path(QuarantineResource.PAGE)
@Console
@RolesAllowed("viewer")
public class QuarantineResource {
  static final String PAGE = "/console/quarantine";

  private static final int LAST_PAGE = 10_000;

  private final QuarantinedSpans quarantine;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;

  QuarantineResource(
      QuarantinedSpans quarantine, CurrentMember current, Fields fields, Shell shell) {
    this.quarantine = quarantine;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "quarantine")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(QuarantinePage page);
  }

  @GET
  public Response list(@RestQuery @DefaultValue("1") int page) {
    var asked = Math.clamp(page, 1, LAST_PAGE);
    var size = QuarantinePage.SIZE;
    return Shell.ok(
        Templates.list(
            new QuarantinePage(
                quarantine.list(org(), (asked - 1) * size, size), quarantine.count(org()), asked)));
  }

  /** Sends one, or all of them, to be stored once more. */
  @POST
  @Path("replay")
  @RolesAllowed("editor")
  public Response replay() {
    var id = fields.one("id");
    var sent = quarantine.replay(org(), id.isEmpty() ? Set.of() : Set.of(id));
    return shell.then(
        PAGE,
        switch (sent) {
          case 0 -> "Nothing was sent: it is being stored already";
          case 1 -> "1 log sent to be stored; it comes back here when it is refused again";
          default -> sent + " logs sent to be stored; those refused again come back here";
        });
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
