package dev.turnpike.console.logs;

import dev.turnpike.console.logs.filter.FilterForm;
import dev.turnpike.console.logs.filter.LogFilter;
import dev.turnpike.console.logs.filter.LogValues;
import dev.turnpike.console.logs.table.ChosenColumns;
import dev.turnpike.console.logs.table.LogOrder;
import dev.turnpike.console.logs.table.LogTable;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.Keys;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The list of calls, newest first or sorted, and what arrives while it stands open. */
@Path("/console/logs")
@Console
@RolesAllowed("viewer")
public class LogsResource {
  private static final String LIST = "/console/logs";

  /** More than these are announced as "99+". */
  private static final int MOST_ANNOUNCED = 99;

  /** Rows a live list takes in at once; after a pause it goes on with the newest. */
  private static final int MOST_INCOMING = 100;

  /**
   * Calls are stored in batches, on several replicas: one that arrived before another may appear
   * after it. A live list looks back this far, and leaves out what it has.
   */
  private static final Duration LOOKS_BACK = Duration.ofSeconds(15);

  /** Somebody waits for the page; what was not looked at yet is offered on it. */
  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(3);

  private static final SpanStore.Found NOTHING = new SpanStore.Found(List.of(), null);

  private final SpanStore spans;
  private final Rollups rollups;
  private final Models models;
  private final Providers providers;
  private final Keys keys;
  private final CurrentMember current;
  private final ChosenColumns columns;
  private final Fields fields;
  private final UriInfo uri;
  private final Clock clock;

  LogsResource(
      SpanStore spans,
      Rollups rollups,
      Models models,
      Providers providers,
      Keys keys,
      CurrentMember current,
      ChosenColumns columns,
      Fields fields,
      UriInfo uri,
      Clock clock) {
    this.spans = spans;
    this.rollups = rollups;
    this.models = models;
    this.providers = providers;
    this.keys = keys;
    this.current = current;
    this.columns = columns;
    this.fields = fields;
    this.uri = uri;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "logs")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(LogPage page);

    static native TemplateInstance arrivals(String list, int fresh, String shown);

    static native TemplateInstance incoming(LogTable table);
  }

  /**
   * @param before arrival of the last row seen, for the page of older ones
   * @param after id of that row
   * @param live whether new calls appear by themselves
   * @param values whether the values to narrow the list by are opened
   */
  @GET
  public Response list(
      @RestQuery @DefaultValue("") String before,
      @RestQuery @DefaultValue("") String after,
      @RestQuery @DefaultValue("") String live,
      @RestQuery @DefaultValue("") String values) {
    var now = clock.instant();
    var filter = LogFilter.read(uri.getQueryParameters(), now);
    var order = LogOrder.read(uri.getQueryParameters());
    var from = instant(before);
    var position = from == null ? null : new SpanQuery.Position(from, after);
    var found = filter.wrong() ? NOTHING : find(filter, order, position);
    var form = form();
    var more = found.spans().size() > LogOrder.PAGE;
    var rows = more ? found.spans().subList(0, LogOrder.PAGE) : found.spans();
    var table = new LogTable(columns.get(), rows, filter.on(LIST), order, true);
    var first = order.byTime() ? position == null : order.page() == 1;
    var goesOn = more && (order.byTime() || order.page() < LogOrder.LAST_PAGE);
    return Shell.ok(
        Templates.list(
            new LogPage(
                filter,
                form,
                table,
                first,
                goesOn,
                found.searchedTo(),
                order.byTime() && first && !live.isEmpty(),
                now,
                values.isEmpty() || filter.wrong()
                    ? null
                    : LogValues.read(rollups, org(), filter, form.keys(), now))));
  }

  private SpanStore.Found find(
      LogFilter filter, LogOrder order, SpanQuery.@Nullable Position position) {
    var most = LogOrder.PAGE + 1;
    if (!order.byTime()) {
      var sorted = filter.sorted(org(), order.field(), order.descending(), order.offset(), most);
      return new SpanStore.Found(spans.find(sorted), null);
    }
    var query = filter.query(org(), position, most);
    return filter.words().isEmpty()
        ? new SpanStore.Found(spans.find(query), null)
        : spans.search(query, LONGEST_SEARCH);
  }

  /** Asked again and again by an open list: the "N new" line above it. */
  @GET
  @Path("arrivals")
  public Response arrivals(
      @RestQuery @DefaultValue("") String since, @RestQuery @DefaultValue("") String seen) {
    var now = clock.instant();
    var filter = LogFilter.read(uri.getQueryParameters(), now);
    var from = instant(since);
    var start = from == null ? now : from;
    var fresh =
        filter.wrong()
            ? 0
            : spans.find(filter.query(org(), start, null, MOST_ANNOUNCED + 2)).stream()
                .filter(s -> !s.id().equals(seen))
                .filter(s -> s.arrival().isAfter(start) || s.id().compareTo(seen) > 0)
                .count();
    var told = fresh > MOST_ANNOUNCED ? MOST_ANNOUNCED + "+" : Long.toString(fresh);
    return Shell.ok(Templates.arrivals(filter.on(LIST).toString(), (int) fresh, told));
  }

  /** Asked again and again by a live list: rows since a little before its newest one. */
  @GET
  @Path("incoming")
  public Response incoming(@RestQuery @DefaultValue("") String since) {
    var now = clock.instant();
    var filter = LogFilter.read(uri.getQueryParameters(), now);
    var newest = instant(since);
    var from = (newest == null ? now : newest).minus(LOOKS_BACK);
    var rows =
        filter.wrong()
            ? List.<Span>of()
            : spans.find(filter.query(org(), from, null, MOST_INCOMING));
    return Shell.ok(
        Templates.incoming(
            new LogTable(columns.get(), rows, filter.on(LIST), new LogOrder("", true, 1), true)));
  }

  /** Keeps the columns this browser wants, and goes back to the list they were chosen on. */
  @POST
  @Path("columns")
  public Response chooseColumns() {
    columns.keep(fields.one("usual").isEmpty() ? fields.all("column") : List.of());
    return Response.seeOther(back(fields.one("back"))).build();
  }

  private static URI back(String asked) {
    try {
      return URI.create(asked.startsWith(LIST + "?") ? asked : LIST);
    } catch (IllegalArgumentException e) {
      return URI.create(LIST);
    }
  }

  private FilterForm form() {
    var names = new LinkedHashMap<String, String>();
    keys.list(org()).forEach(k -> names.put(k.id().toString(), k.name()));
    return new FilterForm(
        models.list(org()).stream().map(m -> m.name()).toList(),
        providers.list(org()).stream().map(p -> p.id().value()).toList(),
        names);
  }

  static @Nullable Instant instant(String text) {
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
