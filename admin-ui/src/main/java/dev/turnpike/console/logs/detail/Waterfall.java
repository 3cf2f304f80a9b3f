package dev.turnpike.console.logs.detail;

import dev.turnpike.console.shell.Formats;
import dev.turnpike.core.span.Span;
import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a call's time went, from its start to its end: in the gateway, at each provider tried,
 * until the first token and after.
 */
@TemplateData
public record Waterfall(List<Lane> lanes) {
  /** What the widths of bars add up to. */
  public static final int WHOLE = 1000;

  /**
   * One bar.
   *
   * @param name what took the time, such as a provider
   * @param model at the provider; empty for other lanes
   * @param outcome status or what it was for
   * @param reason why it failed; empty when it did not
   * @param kind {@code gateway}, {@code wait}, {@code stream}, {@code good} or {@code bad}
   * @param at where it begins, of {@link #WHOLE}
   * @param width of {@link #WHOLE}, at least 4 so that it is seen
   */
  @TemplateData
  public record Lane(
      String name,
      String model,
      String outcome,
      String reason,
      String kind,
      int at,
      int width,
      String took) {}

  public static Waterfall of(Span span) {
    var drawing = new Drawing(span);
    var overhead = span.timing().overhead();
    if (overhead != null && !overhead.isZero()) {
      drawing.add("In the gateway", "", "", "", "gateway", Duration.ZERO, overhead);
    }
    span.attempts().forEach(drawing::attempt);
    var first = span.timing().timeToFirstToken();
    if (first != null) {
      drawing.add("To the first token", "", "", "", "wait", Duration.ZERO, first);
      drawing.add("Streaming", "", "", "", "stream", first, span.timing().latency().minus(first));
    }
    return new Waterfall(List.copyOf(drawing.lanes));
  }

  public boolean isEmpty() {
    return lanes.isEmpty();
  }

  private static final class Drawing {
    private final List<Lane> lanes = new ArrayList<>();
    private final Instant start;
    private final long whole;

    Drawing(Span span) {
      start = span.timing().start();
      var end = span.timing().latency();
      for (var attempt : span.attempts()) {
        end = longer(end, Duration.between(start, attempt.start()).plus(attempt.took()));
      }
      whole = Math.max(1, end.toNanos());
    }

    void attempt(Span.Attempt attempt) {
      var reason = attempt.reason();
      add(
          attempt.providerId(),
          attempt.upstreamModel(),
          attempt.statusCode() > 0 ? Integer.toString(attempt.statusCode()) : "no answer",
          or(reason),
          reason == null ? "good" : "bad",
          Duration.between(start, attempt.start()),
          attempt.took());
    }

    void add(
        String name,
        String model,
        String outcome,
        String reason,
        String kind,
        Duration from,
        Duration took) {
      if (took.isNegative()) {
        return;
      }
      var at = Math.clamp(from.toNanos() * WHOLE / whole, 0, WHOLE - 4);
      var width = Math.clamp(took.toNanos() * WHOLE / whole, 4, WHOLE - at);
      lanes.add(new Lane(name, model, outcome, reason, kind, at, (int) width, Formats.span(took)));
    }

    private static Duration longer(Duration a, Duration b) {
      return a.compareTo(b) >= 0 ? a : b;
    }

    private static String or(@Nullable String text) {
      return text == null ? "" : text;
    }
  }
}
