package dev.turnpike.console.chart;

/**
 * A scale from zero to a round number.
 *
 * @param top not less than the largest value, above 0
 */
record Scale(double top) {
  /** The roundest top that holds a value: 1, 2, 2.5 or 5 times a power of ten. */
  static Scale holding(double largest) {
    if (!(largest > 0)) {
      return new Scale(1);
    }
    var power = Math.pow(10, Math.floor(Math.log10(largest)));
    for (var step : new double[] {1, 2, 2.5, 5}) {
      if (largest <= step * power * (1 + 1e-9)) {
        return new Scale(step * power);
      }
    }
    return new Scale(10 * power);
  }

  /** How high a value stands, of so many units. */
  double height(double value, int units) {
    return Math.clamp(value / top * units, 0, units);
  }
}
