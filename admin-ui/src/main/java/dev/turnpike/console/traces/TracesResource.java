package dev.turnpike.console.traces;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.trace.Trace;
import dev.turnpike.core.trace.TraceQuery;
import dev.turnpike.core.trace.TraceStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Traces: newest first or sorted, and one with all its spans. */
@Path("/console/traces")
@Console
@RolesAllowed("viewer")
public class TracesResource {
  private final TraceStore traces;
  private final CurrentMember current;
  private final Shell shell;
  private final UriInfo uri;
  private final Clock clock;

  TracesResource(TraceStore traces, CurrentMember current, Shell shell, UriInfo uri, Clock clock) {
    this.traces = traces;
    this.current = current;
    this.shell = shell;
    this.uri = uri;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "traces")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(TracePage page);

    static native TemplateInstance detail(TraceDetail detail);
  }

  /**
   * @param before last arrival of the last trace seen, for the page of older ones
   * @param after id of that trace
   */
  @GET
  public Response list(
      @RestQuery @DefaultValue("") String before, @RestQuery @DefaultValue("") String after) {
    var filter = TraceFilter.read(uri.getQueryParameters(), clock.instant());
    var from = instant(before);
    var position = from == null ? null : new TraceQuery.Position(from, after);
    var found = traces.find(filter.query(org(), position));
    var more = found.size() > TraceFilter.PAGE;
    var first = filter.byTime() ? position == null : filter.page() == 1;
    return Shell.ok(
        Templates.list(
            new TracePage(filter, more ? found.subList(0, TraceFilter.PAGE) : found, first, more)));
  }

  /** The environment may be left out, as links from a log do that know it all the same. */
  @GET
  @Path("trace")
  public Response detail(
      @RestQuery @DefaultValue("") String id,
      @RestQuery @DefaultValue("") String environment,
      @RestQuery @DefaultValue("") String span) {
    return find(id, environment)
        .map(
            trace ->
                Shell.ok(
                    Templates.detail(
                        TraceDetail.of(trace, traces.spans(org(), trace.environment(), id), span))))
        .orElseGet(
            () ->
                shell.missing(
                    Optional.of("There is no trace with this id. It may have been deleted.")));
  }

  private Optional<Trace> find(String id, String environment) {
    var asked = TraceFilter.environment(environment);
    return asked != null
        ? traces.find(org(), asked, id)
        : Arrays.stream(Environment.values())
            .flatMap(e -> traces.find(org(), e, id).stream())
            .findFirst();
  }

  private static @Nullable Instant instant(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
