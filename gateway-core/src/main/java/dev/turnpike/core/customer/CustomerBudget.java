package dev.turnpike.core.customer;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer may cost. Kept and told here; enforcing it is for whoever admits calls.
 *
 * @param totalUsd over its whole life; absent: unlimited
 * @param periodUsd within one period; absent: unlimited
 * @param duration how long a period is; absent: periods do not repeat
 * @param start when the first period begins; absent: periods follow the calendar, in UTC
 * @param end when the budget's periods end; absent: never
 * @param markupPercent by how much reported use is raised: 20 makes 1.00 read 1.20
 */
public record CustomerBudget(
    @Nullable BigDecimal totalUsd,
    @Nullable BigDecimal periodUsd,
    @Nullable Duration duration,
    @Nullable Instant start,
    @Nullable Instant end,
    @Nullable BigDecimal markupPercent) {
  public static final CustomerBudget NONE = new CustomerBudget(null, null, null, null, null, null);

  /** How often the period's budget is given anew. */
  public enum Duration {
    DAILY(ChronoUnit.DAYS),
    WEEKLY(ChronoUnit.WEEKS),
    MONTHLY(ChronoUnit.MONTHS),
    YEARLY(ChronoUnit.YEARS);

    private final ChronoUnit unit;

    Duration(ChronoUnit unit) {
      this.unit = unit;
    }

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    private OffsetDateTime calendarStart(OffsetDateTime now) {
      var day = now.truncatedTo(ChronoUnit.DAYS);
      return switch (this) {
        case DAILY -> day;
        case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTHLY -> day.withDayOfMonth(1);
        case YEARLY -> day.withDayOfYear(1);
      };
    }
  }

  /** From when to when costs count together; {@code to} is exclusive. */
  public record Period(Instant from, Optional<Instant> to) {}

  /** The period of an instant; empty when there are none: all costs count together. */
  public Optional<Period> period(Instant now) {
    if (duration == null) {
      return start == null ? Optional.empty() : Optional.of(new Period(start, ending(null)));
    }
    var at = now.atOffset(ZoneOffset.UTC);
    var from = duration.calendarStart(at);
    if (start != null) {
      var first = start.atOffset(ZoneOffset.UTC);
      // Counted from the first, so that a period begun on the 31st comes back to it.
      var whole = first.isAfter(at) ? 0 : duration.unit.between(first, at);
      from = first.plus(whole, duration.unit);
      var next = first.plus(whole + 1, duration.unit);
      return Optional.of(new Period(from.toInstant(), ending(next.toInstant())));
    }
    return Optional.of(
        new Period(from.toInstant(), ending(from.plus(1, duration.unit).toInstant())));
  }

  private Optional<Instant> ending(@Nullable Instant next) {
    if (next == null || (end != null && end.isBefore(next))) {
      return Optional.ofNullable(end);
    }
    return Optional.of(next);
  }
}
