package dev.turnpike.ingest.traces.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.FilterFields;
import dev.turnpike.core.span.SpanFilters;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.WireTime;
import dev.turnpike.ingest.api.Answers;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a list: window and page from the query string, conditions from the body.
 * Not thread-safe; {@link #check} when all was read.
 */
final class Asked {
  /** Paging by number is for looking around; whoever wants all asks for narrower windows. */
  private static final int DEEPEST = 100_000;

  private static final int LARGEST_SIZE = 1_000;
  private static final Duration DEFAULT_WINDOW = Duration.ofHours(1);

  private final UriInfo address;
  private final FieldErrors.Builder errors = new FieldErrors.Builder();

  Asked(UriInfo address) {
    this.address = address;
  }

  Optional<String> one(String name) {
    return Optional.ofNullable(address.getQueryParameters().getFirst(name))
        .filter(text -> !text.isBlank());
  }

  int page() {
    return number("page", 1, DEEPEST);
  }

  int size() {
    return number("page_size", 100, LARGEST_SIZE);
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

  /** Until a moment from now, so that what was just stored is in it. */
  Instant end(Instant now) {
    return time("end_time").orElse(now.plusSeconds(1));
  }

  Instant start(Instant end) {
    return time("start_time").orElse(end.minus(DEFAULT_WINDOW));
  }

  Optional<Instant> time(String name) {
    try {
      return one(name).map(WireTime::parse);
    } catch (DateTimeException e) {
      errors.add(name, "Must be an ISO 8601 time, such as 2026-01-31T12:00:00Z.");
      return Optional.empty();
    }
  }

  /** A key sees its own environment unless it asks for the other, or for all: null. */
  @Nullable Environment environment(Principal caller) {
    if (one("all_envs").flatMap(SpanFilters::truth).orElse(false)) {
      return null;
    }
    return oneEnvironment(caller);
  }

  Environment oneEnvironment(Principal caller) {
    var asked = one("environment");
    if (asked.isEmpty()) {
      return caller.environment();
    }
    try {
      return Environment.valueOf(asked.get().strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      errors.add("environment", "Must be prod or test.");
      return caller.environment();
    }
  }

  List<Condition> conditions(JsonNode filters, FilterFields fields) {
    return switch (SpanFilters.read(filters, fields)) {
      case Outcome.Done<List<Condition>> done -> done.value();
      case Outcome.Invalid<List<Condition>>(var wrong) -> {
        wrong.byField().forEach((field, all) -> all.forEach(text -> errors.add(field, text)));
        yield List.of();
      }
      case Outcome.Missing<List<Condition>> missing -> List.of();
      case Outcome.Forbidden<List<Condition>> forbidden -> List.of();
    };
  }

  void error(String field, String message) {
    errors.add(field, message);
  }

  /**
   * Refuses what was found wrong.
   *
   * @throws jakarta.ws.rs.WebApplicationException 400 naming it, 413 when the page is too deep
   */
  void check() {
    if (!errors.isEmpty()) {
      throw Answers.invalid(errors.build());
    }
    if ((long) page() * size() > DEEPEST) {
      throw Answers.detail(
          413, "Paging ends at " + DEEPEST + " rows; narrow the time window or the filters.");
    }
  }

  /** A page of rows, of which one more than asked was read to know whether another follows. */
  <T> ObjectNode page(List<T> found, ObjectNode wire, Function<T, ObjectNode> form) {
    var size = size();
    var rows = found.subList(0, Math.min(found.size(), size));
    wire.put("count", rows.size());
    wire.put("next", found.size() > size ? at(page() + 1) : null);
    wire.put("previous", page() > 1 ? at(page() - 1) : null);
    var results = wire.putArray("results");
    rows.forEach(row -> results.add(form.apply(row)));
    return wire;
  }

  private String at(int page) {
    return address.getRequestUriBuilder().replaceQueryParam("page", page).build().toString();
  }
}
