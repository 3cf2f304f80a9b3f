package dev.turnpike.ingest.dashboard;

import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.span.WireTime;
import dev.turnpike.ingest.api.Answers;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which time a dashboard is about: {@code summary_type} with {@code date}, or {@code start_time}
 * and {@code end_time}; the last 24 hours when neither is told.
 *
 * @param offset of the reader's days from UTC: {@code timezone_offset} in hours, east positive
 */
record DashboardWindow(Instant from, Instant to, Step step, ZoneOffset offset) {
  private static final Map<String, Step> STEPS =
      Map.of("minute", Step.MINUTE, "hour", Step.HOUR, "day", Step.DAY);

  /** More points than anybody looks at. */
  private static final int MOST_POINTS = 5_000;

  /** Nothing was called before. */
  private static final LocalDate BEGINNING = LocalDate.of(2020, 1, 1);

  static DashboardWindow read(MultivaluedMap<String, String> parameters, Instant now) {
    var errors = new FieldErrors.Builder();
    var window = read(parameters, now, errors);
    if (!errors.isEmpty()) {
      throw Answers.invalid(errors.build());
    }
    if (Duration.between(window.from(), window.to()).dividedBy(window.step().length())
        > MOST_POINTS) {
      throw Answers.detail(413, "Too many points: choose a longer time_tick or a shorter window.");
    }
    return window;
  }

  private static DashboardWindow read(
      MultivaluedMap<String, String> parameters, Instant now, FieldErrors.Builder errors) {
    var offset = offset(parameters, errors);
    var start = time(parameters, "start_time", errors);
    var end = time(parameters, "end_time", errors);
    var to = end.orElse(now);
    var from = start.orElse(to.minus(Duration.ofDays(1)));
    if (start.isEmpty() && end.isEmpty()) {
      var type = one(parameters, "summary_type").orElse("last_24h").toLowerCase(Locale.ROOT);
      var date = date(parameters, LocalDate.ofInstant(now, offset), errors);
      switch (type) {
        case "daily" -> {
          return days(date, date.plusDays(1), step(parameters, Step.HOUR, errors), offset);
        }
        case "weekly" -> {
          var first = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          return days(first, first.plusWeeks(1), step(parameters, Step.DAY, errors), offset);
        }
        case "monthly" -> {
          var first = date.withDayOfMonth(1);
          return days(first, first.plusMonths(1), step(parameters, Step.DAY, errors), offset);
        }
        case "quarterly" -> {
          var first = date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
          return days(first, first.plusMonths(3), step(parameters, Step.DAY, errors), offset);
        }
        case "yearly" -> {
          var first = date.withDayOfYear(1);
          return days(first, first.plusYears(1), step(parameters, Step.DAY, errors), offset);
        }
        case "all" -> {
          var end2 = date.plusDays(1);
          return days(BEGINNING, end2, step(parameters, Step.DAY, errors), offset);
        }
        case "last_24h" -> {
          // as when nothing is told
        }
        default ->
            errors.add(
                "summary_type",
                "Must be one of daily, weekly, monthly, quarterly, yearly, last_24h, all.");
      }
    }
    if (from.isAfter(to)) {
      errors.add("start_time", "Must not be after end_time.");
    }
    var usual = Step.forWindow(from, to, 200);
    return new DashboardWindow(
        from.isAfter(to) ? to : from, to, step(parameters, usual, errors), offset);
  }

  private static DashboardWindow days(LocalDate from, LocalDate to, Step step, ZoneOffset offset) {
    return new DashboardWindow(
        from.atStartOfDay().toInstant(offset), to.atStartOfDay().toInstant(offset), step, offset);
  }

  Duration length() {
    return Duration.between(from, to);
  }

  /** Sums are kept by UTC hours: days of another offset are put together from these. */
  Step readBy() {
    return step == Step.DAY && !offset.equals(ZoneOffset.UTC) ? Step.HOUR : step;
  }

  /** The beginning of the reader's step that the instant is in. */
  Instant floor(Instant at) {
    return step == Step.DAY
        ? LocalDateTime.ofInstant(at, offset).toLocalDate().atStartOfDay().toInstant(offset)
        : step.floor(at);
  }

  private static Step step(
      MultivaluedMap<String, String> parameters, Step absent, FieldErrors.Builder errors) {
    var word = one(parameters, "time_tick");
    if (word.isEmpty()) {
      return absent;
    }
    var step = STEPS.get(word.get().toLowerCase(Locale.ROOT));
    if (step == null) {
      errors.add("time_tick", "Must be minute, hour or day.");
      return absent;
    }
    return step;
  }

  private static ZoneOffset offset(
      MultivaluedMap<String, String> parameters, FieldErrors.Builder errors) {
    try {
      var hours = Double.parseDouble(one(parameters, "timezone_offset").orElse("0"));
      return ZoneOffset.ofTotalSeconds((int) Math.round(hours * 3600));
    } catch (NumberFormatException | DateTimeException e) {
      errors.add("timezone_offset", "Must be hours from UTC, from -18 to 18.");
      return ZoneOffset.UTC;
    }
  }

  private static LocalDate date(
      MultivaluedMap<String, String> parameters, LocalDate absent, FieldErrors.Builder errors) {
    try {
      return one(parameters, "date").map(LocalDate::parse).orElse(absent);
    } catch (DateTimeException e) {
      errors.add("date", "Must be a date, such as 2026-01-31.");
      return absent;
    }
  }

  private static Optional<Instant> time(
      MultivaluedMap<String, String> parameters, String name, FieldErrors.Builder errors) {
    try {
      return one(parameters, name).map(WireTime::parse);
    } catch (DateTimeException e) {
      errors.add(name, "Must be an ISO 8601 time, such as 2026-01-31T12:00:00Z.");
      return Optional.empty();
    }
  }

  private static Optional<String> one(MultivaluedMap<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.getFirst(name)).filter(text -> !text.isBlank());
  }
}
