package dev.turnpike.console.traces;

import dev.turnpike.console.range.TimeRange;
import dev.turnpike.console.shell.Address;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.trace.TraceField;
import dev.turnpike.core.trace.TraceQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which traces the list shows, and in which order: the state of its address.
 *
 * @param name part of the trace's name
 * @param errors {@code yes}: only those with a failed span
 * @param sort a field's wire name, largest first; empty for the newest first
 * @param page from 1, for sorted lists
 */
public record TraceFilter(
    TimeRange time,
    String name,
    String customer,
    String session,
    String environment,
    String errors,
    String sort,
    int page) {
  static final int PAGE = 50;
  private static final int LAST_PAGE = 100;
  private static final List<TraceField> SORTS =
      List.of(
          TraceField.DURATION,
          TraceField.SPANS,
          TraceField.ERRORS,
          TraceField.TOKENS,
          TraceField.COST);

  static TraceFilter read(Map<String, List<String>> query, Instant now) {
    var sort = one(query, "sort");
    var environment = one(query, "environment");
    return new TraceFilter(
        TimeRange.read(query, now, ""),
        one(query, "q"),
        one(query, "customer"),
        one(query, "session"),
        environment(environment) == null ? "" : environment,
        one(query, "errors").equals("yes") ? "yes" : "",
        SORTS.stream().anyMatch(f -> f.wire().equals(sort)) ? sort : "",
        page(one(query, "page")));
  }

  private static String one(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of("")).getFirst().strip();
  }

  private static int page(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 1, LAST_PAGE);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  static @Nullable Environment environment(String wire) {
    return Arrays.stream(Environment.values())
        .filter(e -> e.wire().equals(wire))
        .findFirst()
        .orElse(null);
  }

  TraceQuery query(OrganizationId organization, TraceQuery.@Nullable Position before) {
    var conditions = new ArrayList<Condition>();
    add(conditions, "name", Operator.ICONTAINS, name);
    add(conditions, "customer_identifier", Operator.ANY, customer);
    add(conditions, "session_identifier", Operator.ANY, session);
    add(conditions, "error_count", Operator.GT, errors.isEmpty() ? "" : "0");
    var sorted = TraceField.find(sort).filter(SORTS::contains);
    return new TraceQuery(
        organization,
        environment(environment),
        time.from(),
        time.to(),
        conditions,
        sorted.orElse(TraceField.TIMESTAMP),
        true,
        sorted.isEmpty() ? before : null,
        sorted.isEmpty() ? 0 : (page - 1) * PAGE,
        PAGE + 1);
  }

  private static void add(List<Condition> all, String field, Operator operator, String value) {
    if (!value.isEmpty()) {
      all.add(new Condition(field, operator, List.of(value)));
    }
  }

  /** The list without its order. */
  Address list() {
    return time.on(Address.of("/console/traces"))
        .with("q", name)
        .with("customer", customer)
        .with("session", session)
        .with("environment", environment)
        .with("errors", errors);
  }

  Address here() {
    return list().with("sort", sort);
  }

  /** Where a heading leads; the newest first for none. */
  public String heading(String field) {
    return list().with("sort", field).toString();
  }

  public String sorted(String field) {
    return sort.equals(field) ? "descending" : "none";
  }

  public boolean any() {
    return !list().toString().equals("/console/traces");
  }

  public boolean byTime() {
    return sort.isEmpty();
  }
}
