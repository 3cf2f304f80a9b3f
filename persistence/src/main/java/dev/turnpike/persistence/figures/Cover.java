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

  /** A stretch of time. */
  record Stretch(Instant from, Instant to) {}

  /**
   * A window that whole steps make up, and what it leaves of the asked one. Of days whose hours are
   * gone nothing is left over: they count in full.
   */
  record Cut(Instant from, Instant to, List<Stretch> edges) {}

  private Cover() {}

  /** Divides a window into whole steps of what is kept, and the rest at its ends. */
  static Cut cut(Instant from, Instant to, Kept kept) {
    var first = kept(from, kept);
    var last = kept(to, kept);
    var start = first == Step.DAY ? first.floor(from) : first.ceiling(from);
    var end = last == Step.DAY ? last.ceiling(to) : last.floor(to);
    if (!start.isBefore(end)) {
      return new Cut(from, from, List.of(new Stretch(from, to)));
    }
    var edges = new ArrayList<Stretch>();
    if (from.isBefore(start)) {
      edges.add(new Stretch(from, start));
    }
    if (end.isBefore(to)) {
      edges.add(new Stretch(end, to));
    }
    return new Cut(start, end, edges);
  }

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
