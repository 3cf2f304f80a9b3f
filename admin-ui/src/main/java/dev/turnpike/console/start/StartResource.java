package dev.turnpike.console.start;

import dev.turnpike.console.logs.table.LogTable;
import dev.turnpike.console.models.Snippets;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.Keys;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Add a custom provider → add a model → make a call. Each step ticks itself when it happened. */
@Path("/console/start")
@Console
@RolesAllowed("viewer")
public class StartResource {
  private static final int SHOWN_CALLS = 5;

  private final Providers providers;
  private final Models models;
  private final Keys keys;
  private final SpanStore spans;
  private final CurrentMember current;
  private final UriInfo uri;

  StartResource(
      Providers providers,
      Models models,
      Keys keys,
      SpanStore spans,
      CurrentMember current,
      UriInfo uri) {
    this.providers = providers;
    this.models = models;
    this.keys = keys;
    this.spans = spans;
    this.current = current;
    this.uri = uri;
  }

  /**
   * How far the installation has come.
   *
   * @param snippets a call of the newest model; absent while there is none
   */
  public record Progress(
      int providers, int models, boolean anyKey, @Nullable Snippets snippets, List<Span> calls) {
    public LogTable table() {
      return LogTable.plain(calls);
    }

    /** The step to do next, 1 to 3; 4 when all is done. */
    public int next() {
      if (providers == 0) {
        return 1;
      }
      if (models == 0) {
        return 2;
      }
      return calls.isEmpty() ? 3 : 4;
    }
  }

  @CheckedTemplate(basePath = "start")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(Progress progress);

    static native TemplateInstance page$call(Progress progress);
  }

  @GET
  public Response page() {
    return Shell.ok(Templates.page(progress()));
  }

  /** The last step, asked again and again until the first call has arrived. */
  @GET
  @Path("call")
  public Response firstCall() {
    return Shell.ok(Templates.page$call(progress()));
  }

  private Progress progress() {
    var organization = organization();
    var all = models.list(organization);
    var newest = all.stream().max(Comparator.comparing(m -> m.createdAt()));
    return new Progress(
        providers.list(organization).size(),
        all.size(),
        !keys.list(organization).isEmpty(),
        newest
            .map(m -> new Snippets(uri.getBaseUri().resolve("/api/").toString(), m.name()))
            .orElse(null),
        spans.find(SpanQuery.newest(organization, SHOWN_CALLS)));
  }

  private OrganizationId organization() {
    return current.get().organization();
  }
}
