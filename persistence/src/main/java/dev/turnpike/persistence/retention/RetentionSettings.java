package dev.turnpike.persistence.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * For how many whole days (UTC) what is kept, besides the present one; 0 is for ever. Sums by the
 * day are always kept.
 *
 * @param facts rows of logs, with traces and threads
 * @param bodies what was asked and answered
 * @param minutes sums by the minute
 * @param hours sums by the hour; dropped by the month, so that some stay longer
 */
public record RetentionSettings(int facts, int bodies, int minutes, int hours) {
  public static final RetentionSettings USUAL = new RetentionSettings(90, 30, 7, 400);

  public RetentionSettings {
    if (facts < 0 || bodies < 0 || minutes < 0 || hours < 0) {
      throw new IllegalArgumentException("days are 0 or more");
    }
  }

  /** Before this day rows of logs are gone. */
  LocalDate factsSince(Instant now) {
    return since(now, facts);
  }

  /** A body without its row would never be seen again. */
  LocalDate bodiesSince(Instant now) {
    var own = since(now, bodies);
    var rows = factsSince(now);
    return own.isAfter(rows) ? own : rows;
  }

  /** Before this instant there may be no sums by the minute. */
  public Instant minutesSince(Instant now) {
    return start(since(now, minutes));
  }

  /** Before this instant there may be no sums by the hour. */
  public Instant hoursSince(Instant now) {
    return start(since(now, hours));
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate since(Instant now, int days) {
    return days == 0 ? LocalDate.EPOCH : now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(days);
  }
}
