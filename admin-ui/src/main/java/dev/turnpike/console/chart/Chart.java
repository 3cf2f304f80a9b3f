package dev.turnpike.console.chart;

import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * A chart, drawn in {@link #WIDTH} by {@link #HEIGHT} units that the page stretches to its width.
 *
 * @param ticks words of the value axis, from the top down
 * @param slots what stands over each stretch of time
 * @param lines paths over all slots, for charts of lines
 */
@TemplateData
public record Chart(
    String title,
    List<Series> series,
    List<String> ticks,
    List<Slot> slots,
    List<Line> lines,
    boolean empty) {
  public static final int WIDTH = 1000;
  public static final int HEIGHT = 200;

  /**
   * A stretch of time on the axis.
   *
   * @param when in words
   * @param href the logs behind it
   */
  @TemplateData
  public record Time(String when, String href) {}

  /**
   * A column of the chart.
   *
   * @param values in words, one for each series
   * @param tip all of it in words
   */
  @TemplateData
  public record Slot(
      Time time, String at, String width, List<Mark> marks, List<String> values, String tip) {}

  /** A bar's part. */
  @TemplateData
  public record Mark(String kind, String at, String width, String top, String height) {}

  @TemplateData
  public record Line(String kind, String path) {}

  /** Bars whose parts stand upon one another. */
  public static Chart stacked(
      String title, List<Time> times, List<Series> series, DoubleFunction<String> words) {
    var largest = 0.0;
    for (int i = 0; i < times.size(); i++) {
      var sum = 0.0;
      for (var one : series) {
        sum += one.values().get(i).orElse(0);
      }
      largest = Math.max(largest, sum);
    }
    var drawing = new Drawing(times, series, Scale.holding(largest), words);
    return drawing.chart(title, true, largest == 0);
  }

  /** Lines that break where nothing was measured. */
  public static Chart lines(
      String title, List<Time> times, List<Series> series, DoubleFunction<String> words) {
    var largest = series.stream().mapToDouble(Series::largest).max().orElse(0);
    var drawing = new Drawing(times, series, Scale.holding(largest), words);
    return drawing.chart(title, false, largest == 0);
  }

  /** The axis of time in a few words: its beginning, its middle, its end. */
  public List<String> times() {
    if (slots.size() < 3) {
      return slots.stream().map(s -> s.time().when()).toList();
    }
    return List.of(
        slots.getFirst().time().when(),
        slots.get(slots.size() / 2).time().when(),
        slots.getLast().time().when());
  }

  /** A line alone, without axes, in 100 by 24 units. */
  public static String spark(List<OptionalDouble> values) {
    var largest = values.stream().flatMapToDouble(OptionalDouble::stream).max().orElse(0);
    var scale = Scale.holding(largest);
    return path(values, scale, 100, 22, 1);
  }

  static String path(List<OptionalDouble> values, Scale scale, int width, int height, int margin) {
    var text = new StringBuilder();
    var step = (double) width / Math.max(1, values.size());
    var drawing = false;
    for (int i = 0; i < values.size(); i++) {
      var value = values.get(i);
      if (value.isEmpty()) {
        drawing = false;
        continue;
      }
      var x = step * (i + 0.5);
      var y = margin + height - scale.height(value.getAsDouble(), height);
      if (!drawing) {
        // A value alone is seen as a short dash, however many there is room for.
        var next = i + 1 < values.size() ? values.get(i + 1) : OptionalDouble.empty();
        var before = next.isPresent() ? step / 4 : Math.max(step / 2, width / 80.0);
        text.append('M').append(number(x - before)).append(' ').append(number(y));
      }
      text.append('L').append(number(x)).append(' ').append(number(y));
      drawing = true;
    }
    return text.toString();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Puts one together. */
  private static final class Drawing {
    private final List<Time> times;
    private final List<Series> series;
    private final Scale scale;
    private final DoubleFunction<String> words;
    private final double step;

    Drawing(List<Time> times, List<Series> series, Scale scale, DoubleFunction<String> words) {
      this.times = times;
      this.series = series;
      this.scale = scale;
      this.words = words;
      this.step = (double) WIDTH / Math.max(1, times.size());
    }

    Chart chart(String title, boolean bars, boolean empty) {
      var slots = new ArrayList<Slot>();
      for (int i = 0; i < times.size(); i++) {
        slots.add(slot(i, bars));
      }
      var lines =
          bars
              ? List.<Line>of()
              : series.stream()
                  .map(s -> new Line(s.kind(), path(s.values(), scale, WIDTH, HEIGHT - 4, 2)))
                  .toList();
      var ticks = List.of(words.apply(scale.top()), words.apply(scale.top() / 2), words.apply(0));
      return new Chart(title, series, ticks, slots, lines, empty);
    }

    private Slot slot(int i, boolean bars) {
      var marks = new ArrayList<Mark>();
      var values = new ArrayList<String>();
      var tip = new StringBuilder(times.get(i).when());
      var base = (double) HEIGHT;
      var gap = Math.min(step * 0.15, 6);
      for (var one : series) {
        var value = one.values().get(i);
        var said = value.isPresent() ? words.apply(value.getAsDouble()) : "–";
        values.add(said);
        tip.append('\n').append(one.name()).append(": ").append(said);
        var height = scale.height(value.orElse(0), HEIGHT);
        if (bars && height > 0) {
          var seen = Math.max(height, 1.5);
          base -= seen;
          marks.add(
              new Mark(
                  one.kind(),
                  number(step * i + gap),
                  number(step - 2 * gap),
                  number(Math.max(0, base)),
                  number(seen)));
        }
      }
      return new Slot(times.get(i), number(step * i), number(step), marks, values, tip.toString());
    }
  }
}
