package dev.turnpike.ingest.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanFilters;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.WireTime;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a caller asks of the logs: window, order and page from the query string, conditions from the
 * {@code filters} of the body and from the query string. Everything wrong is named at once.
 */
public final class LogQuery {
  /** Paging by number is for looking around; whoever wants all asks for narrower windows. */
  static final int DEEPEST = 100_000;

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;
  private static final Duration DEFAULT_WINDOW = Duration.ofHours(1);
  private static final Pattern QUICK =
      Pattern.compile("([^\\[\\]]+)(?:\\[(value|operator|connector)])?");
  private static final Set<String> RESERVED =
      Set.of(
          "page",
          "page_size",
          "sort_by",
          "start_time",
          "end_time",
          "environment",
          "include_fields",
          "is_test",
          "all_envs",
          "fetch_filters",
          "operator",
          "key");

  private final MultivaluedMap<String, String> parameters;
  private final Principal caller;
  private final FieldErrors.Builder errors = new FieldErrors.Builder();
  private final List<Filter> conditions = new ArrayList<>();

  private LogQuery(MultivaluedMap<String, String> parameters, Principal caller) {
    this.parameters = parameters;
    this.caller = caller;
  }

  /** A query, and which page of it was asked for, from 1. */
  public record Asked(SpanQuery query, int page) {}

  /**
   * Reads it.
   *
   * @param filters of the body; a missing node when there is none
   * @throws jakarta.ws.rs.WebApplicationException 400 naming what is wrong, 413 when the page is
   *     deeper than {@link #DEEPEST} rows
   */
  public static Asked read(
      MultivaluedMap<String, String> parameters, JsonNode filters, Principal caller, Instant now) {
    var reading = new LogQuery(parameters, caller);
    var asked = reading.asked(filters, now);
    if (!reading.errors.isEmpty()) {
      throw Answers.invalid(reading.errors.build());
    }
    if (asked.query().offset() + asked.query().limit() > DEEPEST) {
      throw Answers.detail(
          413, "Paging ends at " + DEEPEST + " rows; narrow the time window or the filters.");
    }
    return asked;
  }

  private Asked asked(JsonNode filters, Instant now) {
    var page = number("page", 1, DEEPEST);
    var size = number("page_size", DEFAULT_SIZE, LARGEST_SIZE);
    var end = time("end_time").orElse(now.plusSeconds(1));
    var start = time("start_time").orElse(end.minus(DEFAULT_WINDOW));
    var any = any();
    add(SpanFilters.read(filters, any));
    add(SpanFilters.read(quickFilters(), any));
    environment();
    var sort = one("sort_by").orElse("-id");
    var descending = sort.startsWith("-");
    var field = descending ? sort.substring(1) : sort;
    if (!field.equals("id") && SpanField.find(field).isEmpty()) {
      errors.add("sort_by", "\"" + field + "\" is not a field that logs can be sorted by.");
    }
    return new Asked(
        new SpanQuery(
            caller.organization(),
            start,
            end,
            conditions,
            field,
            descending,
            null,
            (page - 1) * size,
            size),
        page);
  }

  /** Whether one condition is enough, of the body's and of the query string's. */
  private boolean any() {
    var connector = one("operator").orElse("AND");
    if (!connector.equalsIgnoreCase("AND") && !connector.equalsIgnoreCase("OR")) {
      errors.add("operator", "Must be AND or OR.");
    }
    return connector.equalsIgnoreCase("OR");
  }

  private void add(Outcome<List<Filter>> read) {
    if (read instanceof Outcome.Done<List<Filter>> done) {
      conditions.addAll(done.value());
    } else if (read instanceof Outcome.Invalid<List<Filter>>(var wrong)) {
      wrong.byField().forEach((field, all) -> all.forEach(text -> errors.add(field, text)));
    }
  }

  /** {@code ?model=a}, {@code ?cost[value]=1&cost[operator]=gte}; other names are metadata keys. */
  private ArrayNode quickFilters() {
    var found = JsonNodeFactory.instance.arrayNode();
    for (var name : parameters.keySet()) {
      var matcher = QUICK.matcher(name);
      if (!matcher.matches() || RESERVED.contains(matcher.group(1))) {
        continue;
      }
      var field = matcher.group(1);
      var part = matcher.group(2);
      if (part == null || part.equals("value")) {
        var one =
            found
                .addObject()
                .put("field", isKnown(field) ? field : SpanField.METADATA_PREFIX + field)
                .put("operator", one(field + "[operator]").orElse(""))
                .put("connector", one(field + "[connector]").orElse(""));
        parameters.get(name).forEach(one.putArray("value")::add);
      }
    }
    return found;
  }

  private static boolean isKnown(String field) {
    return SpanField.isKnown(field)
        || field.equals(SpanFilters.BODY_TEXT)
        || field.equals("metadata")
        || field.equals("scores");
  }

  /** A key sees its own environment unless it asks for another. */
  private void environment() {
    var all = one("all_envs").flatMap(SpanFilters::truth).orElse(false);
    var test = one("is_test").flatMap(SpanFilters::truth);
    if (all) {
      return;
    }
    var asked = one("environment");
    var name =
        asked.orElseGet(
            () ->
                test.map(is -> is ? Environment.TEST : Environment.PROD)
                    .orElse(caller.environment())
                    .wire());
    conditions.add(new Condition("environment", Operator.ANY, List.of(name)));
  }

  private Optional<String> one(String name) {
    return Optional.ofNullable(parameters.getFirst(name)).filter(text -> !text.isBlank());
  }

  private int number(String name, int absent, int largest) {
    var text = one(name);
    if (text.isEmpty()) {
      return absent;
    }
    try {
      var number = Integer.parseInt(text.get().strip());
      if (number >= 1 && number <= largest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    errors.add(name, "Must be a number from 1 to " + largest + ".");
    return absent;
  }

  private Optional<Instant> time(String name) {
    try {
      return one(name).map(WireTime::parse);
    } catch (DateTimeException e) {
      errors.add(name, "Must be an ISO 8601 time, such as 2026-01-31T12:00:00Z.");
      return Optional.empty();
    }
  }
}
