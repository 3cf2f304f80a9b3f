package dev.turnpike.ingest.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.Rollups.Line;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.ingest.api.Answers;
import dev.turnpike.ingest.dashboard.FigureWire.Quantiles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What a dashboard draws, read from sums. Query string and body are those of {@link
 * DashboardQuestion}.
 */
@Path("/api/dashboard")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed("logs")
@Tag(name = "Dashboard")
public class DashboardResource {
  /** Lines of a chart; what is behind them is too small to be seen. */
  private static final int MOST_LINES = 20;

  private static final int MOST_CUSTOMERS = 10_000;

  private static final Map<String, SpanField> BREAKDOWNS =
      Map.of(
          "model", SpanField.MODEL,
          "organization_key_id", SpanField.KEY_ID,
          "customer_identifier", SpanField.CUSTOMER,
          "custom_identifier", SpanField.CUSTOM_ID,
          "prompt_id", SpanField.PROMPT_ID,
          "deployment_id", SpanField.DEPLOYMENT_ID,
          "deployment_name", SpanField.DEPLOYMENT_NAME,
          "provider_id", SpanField.PROVIDER);

  private final DashboardQuestions questions;

  DashboardResource(DashboardQuestions questions) {
    this.questions = questions;
  }

  @POST
  @Path("llm-metrics")
  @Operation(
      operationId = "dashboardMetrics",
      summary = "Requests, tokens, cost, errors and averages over time",
      description =
          "The time is `summary_type` (daily, weekly, monthly, quarterly, yearly, last_24h, all)"
              + " with `date`, or `start_time` and `end_time`; `time_tick` is minute, hour or day;"
              + " `timezone_offset` in hours from UTC. Steps without calls are left out.")
  public Response metrics(@Context UriInfo address, @Nullable InputStream body) {
    var question = questions.read(address, body);
    var wire = JsonNodeFactory.instance.objectNode();
    var data = wire.putArray("data");
    var step = question.window().step().length();
    question
        .points()
        .forEach((at, figures) -> data.add(dated(at, FigureWire.metrics(figures, step))));
    wire.set("summary", summary(question));
    return Answers.json(200, wire);
  }

  @POST
  @Path("llm-metrics/summary")
  @Operation(operationId = "dashboardMetricsSummary", summary = "The same as one total")
  public Response metricsSummary(@Context UriInfo address, @Nullable InputStream body) {
    return Answers.json(200, summary(questions.read(address, body)));
  }

  private static ObjectNode summary(DashboardQuestion question) {
    return FigureWire.metrics(question.totals(), question.window().length());
  }

  @POST
  @Path("quantiles")
  @Operation(
      operationId = "dashboardQuantiles",
      summary = "p50, p90, p95 and p99 over time",
      description =
          "`metrics_to_aggregate` of the body names some of latency_quantiles, ttft_quantiles,"
              + " tps_quantiles, prompt_tokens_quantiles, completion_tokens_quantiles; all when it"
              + " is not there. Read from logarithmic buckets: mostly within a few percent.")
  public Response quantiles(@Context UriInfo address, @Nullable InputStream body) {
    var question = questions.read(address, body);
    var asked = question.quantiles();
    var wire = JsonNodeFactory.instance.objectNode();
    var data = wire.putArray("data");
    question
        .measuring(asked)
        .points()
        .forEach(
            (at, figures) -> {
              var row = dated(at, JsonNodeFactory.instance.objectNode());
              FigureWire.quantiles(row, figures, asked);
              data.add(row);
            });
    return Answers.json(200, wire);
  }

  @POST
  @Path("quantiles/summary")
  @Operation(operationId = "dashboardQuantilesSummary", summary = "The same of the whole time")
  public Response quantilesSummary(@Context UriInfo address, @Nullable InputStream body) {
    var question = questions.read(address, body);
    List<Quantiles> asked = question.quantiles();
    var wire = JsonNodeFactory.instance.objectNode();
    FigureWire.quantiles(wire.putObject("summary"), question.measuring(asked).totals(), asked);
    return Answers.json(200, wire);
  }

  @POST
  @Path("time-series/breakdown")
  @Operation(
      operationId = "dashboardBreakdown",
      summary = "Metrics over time by model, provider, key, customer …",
      description =
          "`breakdown_by` is one of model, organization_key_id, customer_identifier,"
              + " custom_identifier, prompt_id, deployment_id, deployment_name, provider_id. By"
              + " metric, rows of `date_group` and one member for each of the 20 largest values.")
  public Response breakdown(@Context UriInfo address, @Nullable InputStream body) {
    var question = questions.read(address, body);
    var by = question.one("breakdown_by", "model", BREAKDOWNS);
    var lines = question.lines(by, MOST_LINES);
    var wire = JsonNodeFactory.instance.objectNode();
    for (var metric : question.metrics()) {
      var rows = new TreeMap<Instant, ObjectNode>();
      each(
          question,
          lines,
          (at, line) -> {
            var row =
                rows.computeIfAbsent(at, t -> dated(t, JsonNodeFactory.instance.objectNode()));
            row.set(line.value(), line.metrics().get(metric));
          });
      rows.values().forEach(wire.putArray(metric)::add);
    }
    return Answers.json(200, wire);
  }

  /** The metrics of one value in one step. */
  private record Cell(String value, JsonNode metrics) {}

  private static void each(
      DashboardQuestion question, List<Line> lines, BiConsumer<Instant, Cell> take) {
    var step = question.window().step().length();
    for (var line : lines) {
      question
          .merged(line.points())
          .forEach(
              (at, figures) ->
                  take.accept(at, new Cell(line.value(), FigureWire.metrics(figures, step))));
    }
  }

  @POST
  @Path("users")
  @Operation(operationId = "dashboardUsers", summary = "Active customers and what they cost")
  public Response users(@Context UriInfo address, @Nullable InputStream body) {
    var question = questions.read(address, body);
    var active = new TreeMap<Instant, Long>();
    var cost = new TreeMap<Instant, BigDecimal>();
    for (var line : question.lines(SpanField.CUSTOMER, MOST_CUSTOMERS)) {
      question
          .merged(line.points())
          .forEach(
              (at, figures) -> {
                active.merge(at, 1L, Long::sum);
                cost.merge(at, figures.costUsd(), BigDecimal::add);
              });
    }
    var wire = JsonNodeFactory.instance.objectNode();
    var activity = wire.putArray("activity");
    active.forEach(
        (at, users) -> {
          var total = cost.getOrDefault(at, BigDecimal.ZERO);
          activity.add(
              dated(at, JsonNodeFactory.instance.objectNode())
                  .put("active_users", users)
                  .put("total_cost", FigureWire.plain(total))
                  .put("average_cost_per_user", each(total, users)));
        });
    var users = question.distinct(SpanField.CUSTOMER);
    var total = cost.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    wire.putObject("summary")
        .put("active_users", users)
        .put("average_cost_per_user", each(total, users))
        .put("total_user_cost", FigureWire.plain(total));
    return Answers.json(200, wire);
  }

  private static BigDecimal each(BigDecimal total, long users) {
    return users == 0
        ? BigDecimal.ZERO
        : FigureWire.plain(total.divide(BigDecimal.valueOf(users), 12, RoundingMode.HALF_UP));
  }

  @POST
  @Path("total-users")
  @Operation(
      operationId = "dashboardTotalUsers",
      summary = "All customers ever seen, day by day for the last week")
  public Response totalUsers(@Context UriInfo address, @Nullable InputStream body) {
    var question = questions.everything(address, body);
    var wire = JsonNodeFactory.instance.objectNode();
    var data = wire.putArray("data");
    var end = question.window().to();
    var total = 0L;
    for (var day = 6; day >= 0; day--) {
      var until = end.minus(Duration.ofDays(day));
      total = question.until(until).distinct(SpanField.CUSTOMER);
      var at = until.minus(Duration.ofDays(1));
      data.add(dated(at, JsonNodeFactory.instance.objectNode()).put("total_users", total));
    }
    wire.putObject("summary").put("total_users", total);
    return Answers.json(200, wire);
  }

  @POST
  @Path("cache-hit-metrics")
  @Operation(operationId = "dashboardCacheHits", summary = "Answers from the cache over time")
  public Response cacheHits(@Context UriInfo address, @Nullable InputStream body) {
    var question = questions.read(address, body);
    var wire = JsonNodeFactory.instance.objectNode();
    var data = wire.putArray("data");
    if (question.totals().calls().cacheHits() > 0) {
      question.ofCacheHits().points().forEach((at, hits) -> data.add(dated(at, hits(hits))));
    }
    return Answers.json(200, wire);
  }

  @POST
  @Path("cache-hit-metrics/summary")
  @Operation(operationId = "dashboardCacheHitsSummary", summary = "The same as one total")
  public Response cacheHitsSummary(@Context UriInfo address, @Nullable InputStream body) {
    return hitsOf(questions.read(address, body));
  }

  @POST
  @Path("cache-hit-metrics/total-summary")
  @Operation(operationId = "dashboardCacheHitsTotal", summary = "The same since the beginning")
  public Response cacheHitsTotal(@Context UriInfo address, @Nullable InputStream body) {
    return hitsOf(questions.everything(address, body));
  }

  private static Response hitsOf(DashboardQuestion question) {
    var any = question.totals().calls().cacheHits() > 0;
    var wire = JsonNodeFactory.instance.objectNode();
    wire.set("summary", hits(any ? question.ofCacheHits().totals() : Figures.NONE));
    return Answers.json(200, wire);
  }

  /** How long the calls would have taken is not known, and so not told. */
  private static ObjectNode hits(Figures figures) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("number_of_requests", figures.requests())
        .put("total_prompt_tokens", figures.tokens().prompt())
        .put("total_completion_tokens", figures.tokens().completion())
        .put("total_tokens", figures.tokens().total())
        .putNull("total_time_saved")
        .put("total_cost", FigureWire.plain(figures.costUsd()));
  }

  private static ObjectNode dated(Instant at, ObjectNode wire) {
    return wire.put("date_group", at.toString());
  }
}
