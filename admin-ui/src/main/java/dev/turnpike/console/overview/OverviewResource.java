package dev.turnpike.console.overview;

import dev.turnpike.console.range.TimeRange;
import dev.turnpike.console.shell.Address;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.Keys;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.SpoolGauges;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** The landing page once there are calls. */
@Path("/console/overview")
@Console
@RolesAllowed("viewer")
public class OverviewResource {
  private static final Duration USUAL = Duration.ofDays(1);

  private final Rollups rollups;
  private final Keys keys;
  private final SpoolGauges gauges;
  private final CurrentMember current;
  private final UriInfo uri;
  private final Clock clock;

  OverviewResource(
      Rollups rollups,
      Keys keys,
      SpoolGauges gauges,
      CurrentMember current,
      UriInfo uri,
      Clock clock) {
    this.rollups = rollups;
    this.keys = keys;
    this.gauges = gauges;
    this.current = current;
    this.uri = uri;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "overview")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(Board board, SpoolGauges.Reading pipeline);

    static native TemplateInstance page$pipeline(SpoolGauges.Reading pipeline);
  }

  @GET
  public Response page(@RestQuery @DefaultValue("") String environment) {
    return Shell.ok(Templates.page(board(environment), gauges.read()));
  }

  /** The pipeline's figures, asked again by an open page. */
  @GET
  @Path("pipeline")
  public Response pipeline() {
    return Shell.ok(Templates.page$pipeline(gauges.read()));
  }

  private Board board(String asked) {
    var now = clock.instant();
    var time = TimeRange.read(uri.getQueryParameters(), now, "24h");
    var environment =
        Arrays.stream(Environment.values())
            .map(Environment::wire)
            .filter(asked::equals)
            .findFirst()
            .orElse("");
    var window = window(time, now);
    var conditions =
        environment.isEmpty()
            ? List.<Condition>of()
            : List.of(new Condition("environment", Operator.ANY, List.of(environment)));
    var query = RollupQuery.all(org(), window.from(), window.to()).where(conditions);
    var logs = time.on(Address.of("/console/logs")).with("environment", environment);
    var reader = new BoardReader(rollups, query, window, logs);
    return new Board(
        time,
        environment,
        compared(window),
        reader.tiles(),
        reader.charts(),
        reader.providers(),
        reader.models(),
        reader.keys(keyNames()),
        reader.customers());
  }

  private static Window window(TimeRange time, Instant now) {
    var end = time.to();
    var to = end == null ? now : end;
    var from = time.from();
    return from == null || !from.isBefore(to)
        ? Window.of(to.minus(USUAL), to)
        : Window.of(from, to);
  }

  private static String compared(Window window) {
    var length = Duration.between(window.from(), window.to());
    if (length.toMinutes() % 1440 == 0) {
      return length.toDays() == 1 ? "the day before" : "the " + length.toDays() + " days before";
    }
    return length.toMinutes() % 60 == 0
        ? "the " + (length.toHours() == 1 ? "hour" : length.toHours() + " hours") + " before"
        : "the " + length.toMinutes() + " minutes before";
  }

  private Map<String, String> keyNames() {
    var names = new LinkedHashMap<String, String>();
    keys.list(org()).forEach(k -> names.put(k.id().toString(), k.name()));
    return names;
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
