package dev.turnpike.core.rollup;

/**
 * A quantity whose distribution is kept: counts in buckets of a fixed logarithmic scale, so that
 * distributions of any rows can be added up. The first bucket holds everything below the scale, the
 * last everything above.
 *
 * <p>Scales are part of what is stored and never change; a new one would be a new measure.
 */
public enum Measure {
  /** Microseconds: 4.1 ms to 18 min, three buckets an octave. */
  LATENCY(4_096, 18, 3),
  /** Microseconds to the first token. */
  TIME_TO_FIRST_TOKEN(4_096, 18, 3),
  /** Completion tokens a second: 0.125 to 32768, two buckets an octave. */
  SPEED(0.125, 18, 2),
  /** Tokens of a prompt: 8 to 2 million, two buckets an octave. */
  PROMPT_TOKENS(8, 18, 2),
  COMPLETION_TOKENS(8, 18, 2);

  private final double lowest;
  private final int octaves;
  private final int perOctave;

  Measure(double lowest, int octaves, int perOctave) {
    this.lowest = lowest;
    this.octaves = octaves;
    this.perOctave = perOctave;
  }

  /** How many buckets there are. */
  public int buckets() {
    return octaves * perOctave + 2;
  }

  /** The bucket of a value, from 0. */
  public int bucket(double value) {
    if (!(value >= lowest)) {
      return 0;
    }
    var steps = (int) Math.floor(Math.log(value / lowest) / Math.log(2) * perOctave + 1e-9);
    return Math.min(steps, octaves * perOctave) + 1;
  }

  /** Where a bucket begins; 0 for the first. */
  public double from(int bucket) {
    return bucket == 0 ? 0 : lowest * Math.pow(2, (bucket - 1.0) / perOctave);
  }

  /** Where a bucket ends; for the last, which has no end, one step further. */
  public double to(int bucket) {
    return lowest * Math.pow(2, (double) bucket / perOctave);
  }
}
