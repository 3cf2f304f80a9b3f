package dev.turnpike.console.overview;

import dev.turnpike.core.rollup.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The time that is looked at, cut into slots for charts.
 *
 * @param slot length of one slot; slots begin at whole multiples of it, in UTC
 */
record Window(Instant from, Instant to, Duration slot) {
  private static final List<Duration> SLOTS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofDays(1),
          Duration.ofDays(7));

  /** More than these cannot be told apart in a chart of half a page's width. */
  private static final int MOST_SLOTS = 92;

  private static final DateTimeFormatter MINUTE = utc("HH:mm");
  private static final DateTimeFormatter HOUR = utc("d MMM HH:mm");
  private static final DateTimeFormatter DAY = utc("d MMM");
  private static final DateTimeFormatter TYPED = utc("yyyy-MM-dd'T'HH:mm");

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  static Window of(Instant from, Instant to) {
    var length = Duration.between(from, to);
    var slot =
        SLOTS.stream()
            .filter(s -> length.dividedBy(s) < MOST_SLOTS)
            .findFirst()
            .orElse(Duration.ofDays(Math.ceilDiv(length.toDays() + 1, MOST_SLOTS)));
    return new Window(from, to, slot);
  }

  /** The time before, as long as this. */
  Window before() {
    return new Window(from.minus(Duration.between(from, to)), from, slot);
  }

  /** The step of the kept sums that slots are put together from. */
  Step step() {
    if (slot.compareTo(Duration.ofHours(1)) < 0) {
      return Step.MINUTE;
    }
    return slot.compareTo(Duration.ofDays(1)) < 0 ? Step.HOUR : Step.DAY;
  }

  /** Beginnings of all slots. */
  List<Instant> slots() {
    var all = new ArrayList<Instant>();
    for (var at = floor(from); at.isBefore(to); at = at.plus(slot)) {
      all.add(at);
    }
    return all;
  }

  /** Which slot an instant is in, from 0. */
  int index(Instant at) {
    return (int) Duration.between(floor(from), at).dividedBy(slot);
  }

  private Instant floor(Instant at) {
    var seconds = slot.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
  }

  /** A slot's time as a chart says it. */
  String words(Instant at) {
    if (slot.compareTo(Duration.ofDays(1)) >= 0) {
      return DAY.format(at);
    }
    return Duration.between(from, to).compareTo(Duration.ofHours(25)) > 0
        ? HOUR.format(at)
        : MINUTE.format(at);
  }

  /** As a form's field has it. */
  static String typed(Instant at) {
    return TYPED.format(at);
  }
}
