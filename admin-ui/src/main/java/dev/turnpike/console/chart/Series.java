package dev.turnpike.console.chart;

import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Values over time under one name.
 *
 * @param kind the class its marks carry, which gives their colour
 * @param values one for each slot of the chart; absent where nothing was measured
 */
@TemplateData
public record Series(String name, String kind, List<OptionalDouble> values) {
  public Series {
    values = List.copyOf(values);
  }

  double largest() {
    return values.stream().flatMapToDouble(OptionalDouble::stream).max().orElse(0);
  }
}
