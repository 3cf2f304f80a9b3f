package dev.turnpike.console.logs;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The list of calls, newest first, and how many more have arrived since it was read. */
@Path("/console/logs")
@Console
@RolesAllowed("viewer")
public class LogsResource {
  /** More than these are announced as "99+". */
  private static final int MOST_ANNOUNCED = 99;

  private final SpanStore spans;
  private final Models models;
  private final Providers providers;
  private final CurrentMember current;
  private final Shell shell;
  private final Clock clock;

  LogsResource(
      SpanStore spans,
      Models models,
      Providers providers,
      CurrentMember current,
      Shell shell,
      Clock clock) {
    this.spans = spans;
    this.models = models;
    this.providers = providers;
    this.current = current;
    this.shell = shell;
    this.clock = clock;
  }

  /** What the filters offer to choose from. */
  public record Choices(List<String> models, List<String> providers) {}

  @CheckedTemplate(basePath = "logs")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(LogPage page, Choices choices);

    static native TemplateInstance arrivals(LogPage page, int fresh, String shown);

    static native TemplateInstance detail(LogDetail log);
  }

  /**
   * @param before arrival of the last row seen, for the page of older ones
   * @param after id of that row
   */
  @GET
  public Response list(
      @BeanParam LogFilter filter,
      @RestQuery @DefaultValue("") String before,
      @RestQuery @DefaultValue("") String after) {
    var now = clock.instant();
    var from = instant(before);
    var position = from == null ? null : new SpanQuery.Position(from, after);
    var rows = spans.find(filter.query(org(), now, null, position, LogFilter.PAGE + 1));
    var more = rows.size() > LogFilter.PAGE;
    return Shell.ok(
        Templates.list(
            new LogPage(
                filter, more ? rows.subList(0, LogFilter.PAGE) : rows, position == null, more, now),
            choices()));
  }

  /** Asked again and again by an open list: the "N new" line above it. */
  @GET
  @Path("arrivals")
  public Response arrivals(
      @BeanParam LogFilter filter,
      @RestQuery @DefaultValue("") String since,
      @RestQuery @DefaultValue("") String seen) {
    var now = clock.instant();
    var from = instant(since);
    var start = from == null ? now : from;
    var fresh =
        spans.find(filter.query(org(), now, start, null, MOST_ANNOUNCED + 2)).stream()
            .filter(s -> !s.id().equals(seen))
            .filter(s -> s.arrival().isAfter(start) || s.id().compareTo(seen) > 0)
            .count();
    var told = fresh > MOST_ANNOUNCED ? MOST_ANNOUNCED + "+" : Long.toString(fresh);
    return Shell.ok(
        Templates.arrivals(new LogPage(filter, List.of(), true, false, start), (int) fresh, told));
  }

  @GET
  @Path("log")
  public Response detail(@RestQuery @DefaultValue("") String id) {
    return spans
        .find(org(), id)
        .map(s -> Shell.ok(Templates.detail(new LogDetail(s, Conversation.of(s)))))
        .orElseGet(
            () ->
                shell.missing(
                    Optional.of("There is no log with this id. It may have been deleted.")));
  }

  private Choices choices() {
    return new Choices(
        models.list(org()).stream().map(m -> m.name()).toList(),
        providers.list(org()).stream().map(p -> p.id().value()).toList());
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
