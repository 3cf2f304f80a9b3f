package dev.turnpike.ingest.segment;

import java.util.Comparator;

/**
 * A place between two frames.
 *
 * @param segment number of the segment file
 * @param offset bytes into it
 */
public record SpoolPosition(long segment, long offset) implements Comparable<SpoolPosition> {
  private static final Comparator<SpoolPosition> ORDER =
      Comparator.comparingLong(SpoolPosition::segment).thenComparingLong(SpoolPosition::offset);

  @Override
  public int compareTo(SpoolPosition other) {
    return ORDER.compare(this, other);
  }
}
