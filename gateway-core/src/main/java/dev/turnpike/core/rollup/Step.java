package dev.turnpike.core.rollup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The length of one point of a chart, in UTC. */
public enum Step {
  MINUTE(ChronoUnit.MINUTES),
  HOUR(ChronoUnit.HOURS),
  DAY(ChronoUnit.DAYS);

  private final ChronoUnit unit;

  Step(ChronoUnit unit) {
    this.unit = unit;
  }

  public Duration length() {
    return unit.getDuration();
  }

  /** The beginning of the step that the instant is in. */
  public Instant floor(Instant instant) {
    return instant.truncatedTo(unit);
  }

  /** The instant itself when a step begins there, else the beginning of the next step. */
  public Instant ceiling(Instant instant) {
    var floor = floor(instant);
    return floor.equals(instant) ? instant : floor.plus(length());
  }

  /** The shortest step by which a chart of this window has at most so many points. */
  public static Step forWindow(Instant from, Instant to, int mostPoints) {
    var window = Duration.between(from, to);
    for (var step : values()) {
      if (window.dividedBy(step.length()) <= mostPoints) {
        return step;
      }
    }
    return DAY;
  }
}
