package dev.turnpike.console.logs.detail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaterfallTest {
  private static final Instant START = Instant.parse("2026-03-14T12:00:00Z");

  @Test
  void placesAttemptsWhereTheyWereInTheCall() {
    var span =
        timed(
            Duration.ofMillis(1000),
            List.of(
                attempt("first", 100, 300, 503, "upstream_error"),
                attempt("second", 500, 500, 200, null)));

    var lanes = Waterfall.of(span).lanes();

    assertThat(lanes)
        .extracting(l -> l.name() + " " + l.kind() + " " + l.at() + "+" + l.width())
        .containsExactly("In the gateway gateway 0+10", "first bad 100+300", "second good 500+500");
    assertThat(lanes.get(1).reason()).isEqualTo("upstream_error");
  }

  @Test
  void neverDrawsBesideTheScale() {
    var span =
        timed(
            Duration.ofMillis(10),
            List.of(attempt("early", -50, 5, 200, null), attempt("late", 900, 200, 200, null)));

    assertThat(Waterfall.of(span).lanes())
        .allSatisfy(
            lane -> {
              assertThat(lane.at()).isBetween(0, Waterfall.WHOLE);
              assertThat(lane.at() + lane.width()).isBetween(1, Waterfall.WHOLE);
            });
  }

  private static Span.Attempt attempt(
      String provider,
      int from,
      int took,
      int status,
      @org.jspecify.annotations.Nullable String reason) {
    return new Span.Attempt(
        provider, "m", START.plusMillis(from), Duration.ofMillis(took), status, reason);
  }

  private static Span timed(Duration latency, List<Span.Attempt> attempts) {
    var s = SpanBuilder.aSpan().build();
    return new Span(
        s.id(),
        s.organization(),
        s.arrival(),
        s.origin(),
        s.place(),
        s.tags(),
        s.called(),
        s.metering(),
        new Span.Timing(START, START.plus(latency), latency, null, latency.dividedBy(100), null),
        s.result(),
        attempts,
        s.content(),
        s.extra());
  }
}
