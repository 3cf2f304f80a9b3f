package dev.turnpike.core.span;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Times as clients write them: ISO 8601 with an offset, without one (then UTC), a date alone (its
 * midnight), or seconds since 1970.
 */
public final class WireTime {
  private static final Pattern SECONDS = Pattern.compile("\\d{9,11}(\\.\\d{1,9})?");

  /** Beyond these PostgreSQL and most clients cannot follow. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private WireTime() {}

  /**
   * The instant, to the microsecond.
   *
   * @throws DateTimeException when the text is no time, or outside the years 1 to 9999
   */
  public static Instant parse(String text) {
    var instant = read(text.strip().replace(' ', 'T')).truncatedTo(ChronoUnit.MICROS);
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new DateTimeException("outside the years 1 to 9999");
    }
    return instant;
  }

  private static Instant read(String text) {
    if (SECONDS.matcher(text).matches()) {
      var micros = new BigDecimal(text).movePointRight(6).longValue();
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    var time = text.substring(text.indexOf('T'));
    if (time.endsWith("Z") || time.indexOf('+') > 0 || time.indexOf('-') > 0) {
      return OffsetDateTime.parse(text).toInstant();
    }
    return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
