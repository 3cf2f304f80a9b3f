package dev.turnpike.core.known;

import dev.turnpike.core.usage.Rates;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Rates and when they hold, in UTC.
 *
 * @param from the first day; absent: always
 * @param starts the beginning of a daily window, which may pass midnight; absent: all day
 * @param ends the end of that window, exclusive
 */
record DatedRates(
    @Nullable LocalDate from, @Nullable LocalTime starts, @Nullable LocalTime ends, Rates rates) {

  boolean holds(Instant at) {
    var time = at.atOffset(ZoneOffset.UTC);
    if (from != null && time.toLocalDate().isBefore(from)) {
      return false;
    }
    if (starts == null || ends == null) {
      return true;
    }
    var clock = time.toLocalTime();
    return ends.isBefore(starts)
        ? !clock.isBefore(starts) || clock.isBefore(ends)
        : !clock.isBefore(starts) && clock.isBefore(ends);
  }
}
