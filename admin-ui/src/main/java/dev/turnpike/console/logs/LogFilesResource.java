package dev.turnpike.console.logs;

import dev.turnpike.console.logs.export.LogExport;
import dev.turnpike.console.logs.filter.LogFilter;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** All calls of a list as a file, however many they are. */
@Path("/console/logs")
@Console
@RolesAllowed("viewer")
public class LogFilesResource {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Nobody waits for a page of a file; a file that ends early must not look whole. */
  private static final Duration LONGEST_PAGE = Duration.ofHours(1);

  private final SpanStore spans;
  private final CurrentMember current;
  private final Shell shell;
  private final UriInfo uri;
  private final Clock clock;

  LogFilesResource(SpanStore spans, CurrentMember current, Shell shell, UriInfo uri, Clock clock) {
    this.spans = spans;
    this.current = current;
    this.shell = shell;
    this.uri = uri;
    this.clock = clock;
  }

  @GET
  @Path("export.csv")
  public Response csv() {
    var now = clock.instant();
    var filter = LogFilter.read(uri.getQueryParameters(), now);
    return filter.wrong()
        ? wrong()
        : file(export(filter)::csv, "text/csv;charset=UTF-8", "csv", now);
  }

  @GET
  @Path("export.json")
  public Response json() {
    var now = clock.instant();
    var filter = LogFilter.read(uri.getQueryParameters(), now);
    return filter.wrong() ? wrong() : file(export(filter)::json, "application/json", "json", now);
  }

  private LogExport export(LogFilter filter) {
    // Taken here: the member is known to the request's own thread alone.
    var organization = current.get().organization();
    return new LogExport(position -> page(filter.query(organization, position, LogExport.PAGE)));
  }

  private List<Span> page(SpanQuery query) {
    var found = spans.search(query, LONGEST_PAGE);
    if (found.searchedTo() != null) {
      throw new IllegalStateException("the search for a page of an export did not end");
    }
    return found.spans();
  }

  private Response wrong() {
    return shell.problem(422, "A filter of this export cannot be understood. Go back and mend it.");
  }

  private static Response file(StreamingOutput body, String type, String extension, Instant now) {
    var name = "turnpike-logs-" + STAMP.format(now) + "." + extension;
    return Response.ok(body, type)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }
}
