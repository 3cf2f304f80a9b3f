package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Covers a window by as few rows as can be: whole days from the table of days, what is left at both
 * ends from hours, what is left of that from minutes.
 */
final class Cover {
  /** A stretch of one table. */
  record Piece(Step table, Instant from, Instant to) {}

  /**
   * Since when finer sums are kept.
   *
   * @param minutes nothing finer than hours is told of earlier times
   * @param hours nothing finer than days is
   */
  record Kept(Instant minutes, Instant hours) {}

  private Cover() {}

  /**
   * The pieces; none for an empty window. Ends that lie where finer sums are gone are rounded
   * outwards.
   *
   * @param coarsest points of a chart by the hour cannot be made of days
   */
  static List<Piece> of(Instant from, Instant to, Step coarsest, Kept kept) {
    var start = kept(from, kept).floor(from);
    var end = kept(to, kept).ceiling(to);
    var pieces = new ArrayList<Piece>();
    if (start.isBefore(end)) {
      split(start, end, coarsest, pieces);
    }
    return pieces;
  }

  private static Step kept(Instant instant, Kept kept) {
    if (instant.isBefore(kept.hours())) {
      return Step.DAY;
    }
    return instant.isBefore(kept.minutes()) ? Step.HOUR : Step.MINUTE;
  }

  private static void split(Instant from, Instant to, Step step, List<Piece> pieces) {
    if (!from.isBefore(to)) {
      return;
    }
    if (step == Step.MINUTE) {
      pieces.add(new Piece(step, from, to));
      return;
    }
    var finer = step == Step.DAY ? Step.HOUR : Step.MINUTE;
    var start = step.ceiling(from);
    var end = step.floor(to);
    if (!start.isBefore(end)) {
      split(from, to, finer, pieces);
      return;
    }
    split(from, start, finer, pieces);
    pieces.add(new Piece(step, start, end));
    split(end, to, finer, pieces);
  }
}
