package dev.turnpike.console.overview;

import dev.turnpike.console.chart.Chart;
import dev.turnpike.console.range.TimeRange;
import java.util.List;

/**
 * All that the page shows.
 *
 * @param environment {@code prod}, {@code test}, or empty for both
 * @param compared the time compared with, in words
 * @param troubled providers that fail now and again, most calls first
 */
public record Board(
    TimeRange time,
    String environment,
    String compared,
    List<Tile> tiles,
    List<Chart> charts,
    List<Row> providers,
    List<Row> models,
    List<Row> keys,
    List<Row> customers) {

  public List<Row> troubled() {
    return providers.stream().filter(Row::troubled).toList();
  }

  /** Whether anything was called in this time. */
  public boolean anything() {
    return !models.isEmpty() || !providers.isEmpty();
  }
}
