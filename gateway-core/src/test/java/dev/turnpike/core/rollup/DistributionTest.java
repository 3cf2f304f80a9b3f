package dev.turnpike.core.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DistributionTest {
  @ParameterizedTest
  @EnumSource
  void putsEachValueBetweenTheBoundsOfItsBucket(Measure measure) {
    for (var value = measure.from(1) * 1.01; value < measure.from(measure.buckets() - 1); ) {
      var bucket = measure.bucket(value);

      assertThat(value).isBetween(measure.from(bucket) * 0.999, measure.to(bucket) * 1.001);
      value *= 1.1;
    }
    assertThat(measure.bucket(0)).isZero();
    assertThat(measure.bucket(Double.NaN)).isZero();
    assertThat(measure.bucket(Double.MAX_VALUE)).isEqualTo(measure.buckets() - 1);
    assertThat(measure.bucket(measure.from(3))).isEqualTo(3);
  }

  @Test
  void tellsQuantilesWithinAFewPercent() {
    var random = new Random(3);
    var values = new ArrayList<Double>();
    for (var i = 0; i < 10_000; i++) {
      values.add(800_000 * Math.exp(random.nextGaussian() * 0.7));
    }

    var distribution = of(values);

    values.sort(null);
    for (var share : new double[] {0.5, 0.9, 0.95, 0.99}) {
      var exact = values.get((int) (share * values.size()) - 1);
      assertThat(distribution.quantile(share).orElseThrow()).isCloseTo(exact, within(exact * 0.05));
    }
  }

  @Test
  void isTheSameInOnePieceOrInTwo() {
    var one = new ArrayList<>(java.util.List.of(5_000.0, 90_000.0));
    var other = new ArrayList<>(java.util.List.of(1e9, 1.0));

    var both = of(one).plus(of(other));

    one.addAll(other);
    assertThat(both).isEqualTo(of(one));
  }

  @Test
  void knowsNoQuantileOfNothing() {
    assertThat(Distribution.none(Measure.SPEED).quantile(0.5)).isEmpty();
    assertThatThrownBy(() -> Distribution.none(Measure.SPEED).quantile(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Distribution of(java.util.List<Double> values) {
    var counts = new Long[Measure.LATENCY.buckets()];
    java.util.Arrays.fill(counts, 0L);
    values.forEach(value -> counts[Measure.LATENCY.bucket(value)]++);
    return new Distribution(Measure.LATENCY, java.util.List.of(counts));
  }
}
