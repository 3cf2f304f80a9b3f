package dev.turnpike.core.rollup;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How the values of a measure were spread.
 *
 * @param counts one for each bucket of the measure
 */
public record Distribution(Measure measure, List<Long> counts) {
  public Distribution {
    counts = List.copyOf(counts);
    if (counts.size() != measure.buckets()) {
      throw new IllegalArgumentException(
          measure + " has " + measure.buckets() + " buckets, not " + counts.size());
    }
  }

  public static Distribution none(Measure measure) {
    return new Distribution(measure, Collections.nCopies(measure.buckets(), 0L));
  }

  /** How many values there were. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** Both together; they must be of one measure. */
  public Distribution plus(Distribution other) {
    if (measure != other.measure) {
      throw new IllegalArgumentException("cannot add " + other.measure + " to " + measure);
    }
    return new Distribution(
        measure,
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.get(i) + other.counts.get(i))
            .toList());
  }

  /**
   * The value that a share of all values does not exceed, within the width of a bucket: at most 26
   * % off for times, 41 % for the others, and mostly a few percent, since it is interpolated.
   *
   * @param share above 0, at most 1: 0.95 for p95
   * @return in the unit of the measure; empty when there were no values
   */
  public OptionalDouble quantile(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
    }
    var total = total();
    if (total == 0) {
      return OptionalDouble.empty();
    }
    var rank = share * total;
    var below = 0.0;
    for (var bucket = 0; bucket < counts.size(); bucket++) {
      var here = counts.get(bucket);
      if (here > 0 && below + here >= rank) {
        return OptionalDouble.of(within(bucket, (rank - below) / here));
      }
      below += here;
    }
    return OptionalDouble.of(measure.to(counts.size() - 1)); // rounding of the rank alone
  }

  private double within(int bucket, double part) {
    var from = measure.from(bucket);
    var to = measure.to(bucket);
    return bucket == 0 ? to * part : from * Math.pow(to / from, part);
  }
}
