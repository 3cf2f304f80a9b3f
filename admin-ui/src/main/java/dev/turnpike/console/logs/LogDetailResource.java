package dev.turnpike.console.logs;

import dev.turnpike.console.logs.detail.Conversation;
import dev.turnpike.console.logs.detail.LogDetail;
import dev.turnpike.console.logs.detail.Waterfall;
import dev.turnpike.console.logs.filter.LogFilter;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** One call in full, and the ones before and after it in the list it was opened from. */
@Path("/console/logs/log")
@Console
@RolesAllowed("viewer")
public class LogDetailResource {
  private static final String PAGE = "/console/logs/log";

  /** Calls of one microsecond that are passed over to find the next one. */
  private static final int OF_ONE_INSTANT = 50;

  /** The page must not wait for the way to the next one. */
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

  private final SpanStore spans;
  private final CurrentMember current;
  private final Shell shell;
  private final UriInfo uri;
  private final Clock clock;

  LogDetailResource(SpanStore spans, CurrentMember current, Shell shell, UriInfo uri, Clock clock) {
    this.spans = spans;
    this.current = current;
    this.shell = shell;
    this.uri = uri;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "logs")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance detail(LogDetail log);
  }

  @GET
  public Response detail(@RestQuery @DefaultValue("") String id) {
    return spans
        .find(org(), id)
        .map(span -> Shell.ok(Templates.detail(page(span))))
        .orElseGet(
            () ->
                shell.missing(
                    Optional.of("There is no log with this id. It may have been deleted.")));
  }

  private LogDetail page(Span span) {
    // The call's own id is "id" here, and so is the list's filter by it: that one ends here.
    var query = new java.util.HashMap<>(uri.getQueryParameters());
    query.remove("id");
    var filter = LogFilter.read(query, clock.instant());
    var newer = filter.wrong() ? Optional.<Span>empty() : newer(filter, span);
    var older = filter.wrong() ? Optional.<Span>empty() : older(filter, span);
    return new LogDetail(
        span,
        Conversation.of(span),
        Waterfall.of(span),
        newer.map(s -> address(filter, s)).orElse(""),
        older.map(s -> address(filter, s)).orElse(""),
        filter.on("/console/logs").toString());
  }

  private Optional<Span> older(LogFilter filter, Span span) {
    var position = new SpanQuery.Position(span.arrival(), span.id());
    return spans.search(filter.query(org(), position, 1), LONGEST_LOOK).spans().stream()
        .findFirst();
  }

  /** A search goes back in time alone: what it found before is a page back in the browser. */
  private Optional<Span> newer(LogFilter filter, Span span) {
    if (!filter.words().isEmpty()) {
      return Optional.empty();
    }
    return spans.find(filter.after(org(), span.arrival(), OF_ONE_INSTANT)).stream()
        .filter(s -> s.arrival().isAfter(span.arrival()) || s.id().compareTo(span.id()) > 0)
        .findFirst();
  }

  private static String address(LogFilter filter, Span span) {
    return filter.on(PAGE).with("id", span.id()).toString();
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
