package dev.turnpike.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.span.WireTime;
import dev.turnpike.gateway.management.users.UsersResource;
import dev.turnpike.ingest.api.LogReadResource;
import dev.turnpike.ingest.traces.reading.TracesResource;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Tools that read logs, traces and customers, by the endpoints that any client reads them by. */
@Singleton
final class LogTools {
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Set<Right> LOGS = Set.of(Right.LOGS);
  private static final Set<Right> CUSTOMERS = Set.of(Right.LOGS, Right.MANAGEMENT);

  private static final String TIME = "ISO 8601, such as 2026-01-31T12:00:00Z. ";
  private static final String FILTERS =
      "Conditions that must all hold: [{\"field\": \"model\", \"operator\": \"\", \"value\":"
          + " [\"my-model\"]}]. Operators: \"\" (is one of), not, lt, lte, gt, gte, contains,"
          + " icontains, startswith, endswith, empty, not_empty.";
  private static final String ENVIRONMENT = "prod or test; that of the key when absent";

  private final LogReadResource logs;
  private final TracesResource traces;
  private final UsersResource users;
  private final Clock clock;

  LogTools(LogReadResource logs, TracesResource traces, UsersResource users, Clock clock) {
    this.logs = logs;
    this.traces = traces;
    this.users = users;
    this.clock = clock;
  }

  List<PlatformTool> all() {
    return List.of(
        listLogs(),
        getLogDetail(),
        getSpansSummary(),
        listTraces(),
        getTraceTree(),
        listCustomers(),
        getCustomerDetail());
  }

  private PlatformTool listLogs() {
    return reading(
        "list_logs",
        "List logged calls, newest first, without their texts: model, status, tokens, cost,"
            + " latency, customer. Read one with get_log_detail.",
        LOGS,
        ToolInput.none()
            .pages(20, 50)
            .takes("sort_by", "string", "A field, with - in front for descending", "-id")
            .takes("start_time", "string", TIME + "An hour before end_time; at most a week before")
            .takes("end_time", "string", TIME + "Now when absent")
            .takes("is_test", "boolean", "Logs of the test environment, or not of it")
            .takes("all_envs", "boolean", "Logs of every environment")
            .takes("filters", "array", FILTERS)
            .takes("include_fields", "array", "Only these fields of each log; all when absent"),
        this::logs);
  }

  private Object logs(ToolArguments asked) {
    var address = asked.address("/api/request-logs/list");
    var clamped = clamp(address);
    var page = body(logs.search(address, asked.filters()));
    var fields = new HashSet<>(asked.texts("include_fields"));
    if (!fields.isEmpty()) {
      fields.add("id");
      page.path("results").forEach(log -> ((ObjectNode) log).retain(fields));
    }
    if (clamped) {
      page.put("notice", "start_time was moved to a week before end_time");
    }
    return page;
  }

  /** What is no time is left for the endpoint to refuse. */
  private boolean clamp(ToolAddress address) {
    var parameters = address.getQueryParameters();
    try {
      var end = parameters.getFirst("end_time");
      var earliest = (end == null ? clock.instant() : WireTime.parse(end)).minus(LONGEST);
      var start = parameters.getFirst("start_time");
      if (start != null && isBefore(start, earliest)) {
        parameters.putSingle("start_time", earliest.toString());
        return true;
      }
    } catch (DateTimeException e) {
      return false;
    }
    return false;
  }

  private static boolean isBefore(String time, Instant other) {
    return WireTime.parse(time).isBefore(other);
  }

  private PlatformTool getLogDetail() {
    return reading(
        "get_log_detail",
        "Read one logged call in full: request, answer, usage, cost, attempts, error.",
        LOGS,
        ToolInput.none().needs("log_id", "string", "The id from list_logs"),
        asked -> body(logs.get(asked.needed("log_id"))));
  }

  private PlatformTool getSpansSummary() {
    return reading(
        "get_spans_summary",
        "Totals over logged calls: number, errors, cost, tokens, average latency and time to first"
            + " token.",
        LOGS,
        ToolInput.none()
            .needs("start_time", "string", TIME)
            .needs("end_time", "string", TIME)
            .takes("environment", "string", ENVIRONMENT)
            .takes(
                "filters",
                "object",
                "Conditions by field: {\"model\": {\"operator\": \"\", \"value\":"
                    + " [\"my-model\"]}}"),
        asked -> body(logs.summarize(asked.filters(), asked.address("/api/request-logs/summary"))));
  }

  private PlatformTool listTraces() {
    return reading(
        "list_traces",
        "List traces, newest first: name, duration, number of spans, errors, cost. Read one with"
            + " get_trace_tree.",
        LOGS,
        ToolInput.none()
            .pages(10, 20)
            .takes(
                "sort_by",
                "string",
                "-timestamp, -total_cost, -duration, -total_tokens or -error_count",
                "-timestamp")
            .takes("start_time", "string", TIME + "An hour before end_time when absent")
            .takes("end_time", "string", TIME + "Now when absent")
            .takes("environment", "string", ENVIRONMENT)
            .takes("filters", "array", FILTERS),
        asked -> body(traces.search(asked.address("/api/traces/list"), asked.filters())));
  }

  private PlatformTool getTraceTree() {
    return reading(
        "get_trace_tree",
        "Read a trace with its spans, each below the one that called it.",
        LOGS,
        ToolInput.none()
            .needs("trace_id", "string", "The trace_unique_id from list_traces")
            .takes("environment", "string", ENVIRONMENT),
        asked -> {
          var id = asked.needed("trace_id");
          return body(traces.get(id, asked.address("/api/traces/" + id)));
        });
  }

  private PlatformTool listCustomers() {
    return reading(
        "list_customers",
        "List the end users that calls were made for, with their calls, tokens and cost.",
        CUSTOMERS,
        ToolInput.none()
            .pages(20, 50)
            .takes("sort_by", "string", "A field, with - in front for descending", "-first_seen")
            .takes("environment", "string", ENVIRONMENT),
        asked -> body(users.list(asked.address("/api/users/list"))));
  }

  private PlatformTool getCustomerDetail() {
    return reading(
        "get_customer_detail",
        "Read one end user: calls, tokens, cost, budget and what is spent of it.",
        CUSTOMERS,
        ToolInput.none()
            .needs("customer_identifier", "string", "As sent with the calls")
            .takes("environment", "string", ENVIRONMENT),
        asked ->
            body(
                users.get(
                    asked.needed("customer_identifier"), asked.text("environment").orElse(null))));
  }

  private static PlatformTool reading(
      String name,
      String description,
      Set<Right> rights,
      ToolInput input,
      PlatformTool.Asking asking) {
    return new PlatformTool(name, description, rights, true, input, asking);
  }

  /** These endpoints answer trees. */
  private static ObjectNode body(Response response) {
    return (ObjectNode) Objects.requireNonNull(response.getEntity());
  }
}
