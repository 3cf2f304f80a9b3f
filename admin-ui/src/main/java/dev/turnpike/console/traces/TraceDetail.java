package dev.turnpike.console.traces;

import dev.turnpike.console.logs.detail.Conversation;
import dev.turnpike.console.logs.detail.Waterfall;
import dev.turnpike.console.shell.Address;
import dev.turnpike.console.shell.Formats;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.trace.SpanTree;
import dev.turnpike.core.trace.Trace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One trace as its page shows it.
 *
 * @param spans all of them, each after the one that called it
 * @param chosen the span that is looked at; absent while none has come in
 */
public record TraceDetail(Trace trace, List<SpanTree.Line> spans, @Nullable Span chosen) {
  /** Lines drawn; nobody reads further, and a browser would stumble. */
  static final int MOST_LINES = 1_000;

  /** Steps to the right; deeper spans stand below one another. */
  private static final int DEEPEST = 12;

  /**
   * A span's line.
   *
   * @param bar where its time lies in the trace's
   */
  public record Line(
      Span span, int depth, String name, Waterfall.Lane bar, String href, boolean chosen) {}

  static TraceDetail of(Trace trace, List<Span> spans, String chosen) {
    var lines = SpanTree.of(spans).lines();
    var shown =
        lines.stream()
            .map(SpanTree.Line::span)
            .filter(s -> s.id().equals(chosen))
            .findFirst()
            .or(() -> lines.stream().map(SpanTree.Line::span).findFirst());
    return new TraceDetail(trace, lines, shown.orElse(null));
  }

  public List<Line> lines() {
    return spans.stream().limit(MOST_LINES).map(this::line).toList();
  }

  public boolean cut() {
    return spans.size() > MOST_LINES;
  }

  private Line line(SpanTree.Line line) {
    var span = line.span();
    var whole = Math.max(1, trace.duration().toNanos());
    var from = java.time.Duration.between(trace.start(), span.timing().start()).toNanos();
    var at = (int) Math.clamp(scaled(from, whole), 0, Waterfall.WHOLE - 4);
    var width =
        (int) Math.clamp(scaled(span.timing().latency().toNanos(), whole), 4, Waterfall.WHOLE - at);
    var kind = span.result().status() == Span.Status.FAILED ? "bad" : kind(span.origin().type());
    var bar =
        new Waterfall.Lane("", "", "", "", kind, at, width, Formats.span(span.timing().latency()));
    return new Line(
        span,
        Math.min(line.depth(), DEEPEST),
        name(span),
        bar,
        href(span),
        chosen != null && chosen.id().equals(span.id()));
  }

  private static long scaled(long nanos, long whole) {
    return (long) ((double) nanos / whole * Waterfall.WHOLE);
  }

  /** Calls of models stand out from the work around them. */
  private static String kind(String type) {
    return switch (type) {
      case "chat", "completion", "response", "generation", "text", "embedding" -> "good";
      case "tool", "function" -> "wait";
      default -> "gateway";
    };
  }

  private static String name(Span span) {
    var own = span.place().name();
    if (own != null && !own.isBlank()) {
      return own;
    }
    return span.called().model().isEmpty() ? span.origin().type() : span.called().model();
  }

  private String href(Span span) {
    return Address.of("/console/traces/trace")
            .with("id", trace.id())
            .with("environment", trace.environment().wire())
            .with("span", span.id())
        + "#span";
  }

  public String title() {
    return Optional.ofNullable(trace.labels().name()).orElse("Trace " + trace.id());
  }

  /** What the chosen span was told and said. */
  public List<Conversation.Turn> turns() {
    return chosen == null ? List.of() : Conversation.of(chosen).turns();
  }

  public String chosenName() {
    return chosen == null ? "" : name(chosen);
  }
}
