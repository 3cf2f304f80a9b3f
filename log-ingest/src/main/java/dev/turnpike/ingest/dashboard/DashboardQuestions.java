package dev.turnpike.ingest.dashboard;

import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.span.SpanFilters;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.ingest.api.Answers;
import dev.turnpike.ingest.api.LogBody;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a request asks of the sums: a key sees its own environment unless it names another.
 */
@Singleton
final class DashboardQuestions {
  private final Rollups rollups;
  private final CurrentPrincipal caller;
  private final Clock clock;

  DashboardQuestions(Rollups rollups, CurrentPrincipal caller, Clock clock) {
    this.rollups = rollups;
    this.caller = caller;
    this.clock = clock;
  }

  DashboardQuestion read(UriInfo address, @Nullable InputStream stream) {
    var parameters = address.getQueryParameters();
    var body = LogBody.read(stream, LogBody.LARGEST_QUERY);
    var window = DashboardWindow.read(parameters, clock.instant());
    var conditions = new ArrayList<Filter>(filters(SpanFilters.read(body.path("filters"))));
    var environment = parameters.getFirst("environment");
    if (!"all".equals(environment)) {
      var own = caller.get().environment().wire();
      conditions.add(
          new Condition(
              "environment",
              Operator.ANY,
              List.of(environment == null || environment.isBlank() ? own : environment)));
    }
    var query =
        RollupQuery.all(caller.get().organization(), window.from(), window.to()).where(conditions);
    return new DashboardQuestion(rollups, window, query, parameters, body);
  }

  /** The same question of all time. */
  DashboardQuestion everything(UriInfo address, @Nullable InputStream stream) {
    var asked = read(address, stream);
    var parameters = new MultivaluedHashMap<String, String>();
    parameters.putSingle("summary_type", "all");
    var window = DashboardWindow.read(parameters, clock.instant());
    var query =
        RollupQuery.all(asked.query().organization(), window.from(), window.to())
            .where(asked.query().conditions());
    return new DashboardQuestion(rollups, window, query, parameters, asked.body());
  }

  private static List<Filter> filters(Outcome<List<Filter>> read) {
    return switch (read) {
      case Outcome.Done<List<Filter>> done -> done.value();
      case Outcome.Invalid<List<Filter>>(var errors) -> throw Answers.invalid(errors);
      case Outcome.Missing<List<Filter>>(var detail) -> throw Answers.detail(404, detail);
      case Outcome.Forbidden<List<Filter>>(var detail) -> throw Answers.detail(403, detail);
    };
  }
}
