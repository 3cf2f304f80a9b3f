package dev.turnpike.console.range;

import dev.turnpike.console.shell.Address;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.span.WireTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time chosen on a page: a {@link Period} ending now ({@code time=24h}), or from and
 * to as typed, in UTC ({@code from=2026-05-01T10:00&to=…}), which win.
 *
 * @param period the code of the period; empty when none, or when from or to are given
 * @param typedFrom as typed, empty when not
 * @param from inclusive; absent when unbounded
 * @param to exclusive; absent: up to now
 */
public record TimeRange(
    String period,
    String typedFrom,
    String typedTo,
    @Nullable Instant from,
    @Nullable Instant to,
    FieldErrors errors) {

  /** Reads {@code time}, {@code from} and {@code to}; without any the period given holds. */
  public static TimeRange read(Map<String, List<String>> query, Instant now, String otherwise) {
    var typedFrom = one(query, "from");
    var typedTo = one(query, "to");
    if (!typedFrom.isEmpty() || !typedTo.isEmpty()) {
      return between(typedFrom, typedTo);
    }
    var period = Period.find(one(query, "time")).or(() -> Period.find(otherwise));
    return new TimeRange(
        period.map(Period::code).orElse(""),
        "",
        "",
        period.map(p -> now.minus(p.length())).orElse(null),
        null,
        new FieldErrors(Map.of()));
  }

  private static TimeRange between(String typedFrom, String typedTo) {
    var errors = new FieldErrors.Builder();
    var from = time("from", typedFrom, errors);
    var to = time("to", typedTo, errors);
    if (from != null && to != null && !from.isBefore(to)) {
      errors.add("to", "Must be later than the beginning.");
    }
    return new TimeRange("", typedFrom, typedTo, from, to, errors.build());
  }

  private static @Nullable Instant time(String field, String typed, FieldErrors.Builder errors) {
    if (typed.isEmpty()) {
      return null;
    }
    try {
      return WireTime.parse(typed);
    } catch (DateTimeException e) {
      errors.add(field, "Enter a date and time, such as 2026-05-01T10:00.");
      return null;
    }
  }

  private static String one(Map<String, List<String>> query, String name) {
    var found = query.getOrDefault(name, List.of());
    return found.isEmpty() ? "" : found.getFirst().strip();
  }

  /** Whether from or to were typed. */
  public boolean custom() {
    return !typedFrom.isEmpty() || !typedTo.isEmpty();
  }

  /** The same time in another address. */
  public Address on(Address address) {
    return address.with("time", period).with("from", typedFrom).with("to", typedTo);
  }

  /** In words, for a heading or a chip. */
  public String words() {
    if (!custom()) {
      return Period.find(period).map(Period::words).orElse("All time");
    }
    if (typedTo.isEmpty()) {
      return "since " + shown(typedFrom);
    }
    return typedFrom.isEmpty()
        ? "before " + shown(typedTo)
        : shown(typedFrom) + " to " + shown(typedTo);
  }

  private static String shown(String typed) {
    return typed.replace('T', ' ');
  }

  public List<Period> periods() {
    return List.of(Period.values());
  }

  /** How long it lasts; empty when it has no beginning. */
  public Optional<Duration> length(Instant now) {
    var start = from;
    return start == null
        ? Optional.empty()
        : Optional.of(Duration.between(start, to == null ? now : to));
  }
}
