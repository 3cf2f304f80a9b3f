package dev.turnpike.console.logs.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.SpanBuilder;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogFilterTest {
  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");

  @Test
  void turnsAnAddressIntoConditions() {
    var filter =
        LogFilter.read(
            Map.of(
                "time", List.of("1h"),
                "status", List.of("failed", "warning"),
                "latency_min", List.of(" 1.5 "),
                "message", List.of("loading"),
                "metadata", List.of("team=search", "release"),
                "unrelated", List.of("x")),
            NOW);

    var query = filter.query(SpanBuilder.ORGANIZATION, null, 51);

    assertThat(query.from()).isEqualTo(NOW.minusSeconds(3600));
    assertThat(query.conditions())
        .isEqualTo(
            List.of(
                new Condition("status", Operator.ANY, List.of("failed", "warning")),
                new Condition("error_message", Operator.ICONTAINS, List.of("loading")),
                new Condition("latency", Operator.GTE, List.of("1.5")),
                new Condition("metadata__team", Operator.ANY, List.of("search")),
                new Condition("metadata__release", Operator.NOT_EMPTY, List.of())));
  }

  @Test
  void comesBackFromItsOwnAddress() {
    var filter =
        LogFilter.read(
            Map.of(
                "from", List.of("2026-03-14T10:00"),
                "model", List.of("a&b=c/ü"),
                "metadata", List.of("team=search")),
            NOW);

    assertThat(filter.on("/console/logs").toString())
        .isEqualTo(
            "/console/logs?from=2026-03-14T10%3A00&model=a%26b%3Dc%2F%C3%BC&metadata=team%3Dsearch");
  }

  @Test
  void namesTheFieldThatCannotBeUnderstood() {
    var filter =
        LogFilter.read(
            Map.of(
                "cost_min", List.of("cheap"),
                "from", List.of("yesterday"),
                "metadata", List.of("=x")),
            NOW);

    assertThat(filter.wrong()).isTrue();
    assertThat(filter.error("cost_min"))
        .isEqualTo("Must be compared with a number, not \"cheap\".");
    assertThat(filter.error("from")).startsWith("Enter a date and time");
    assertThat(filter.error("metadata")).startsWith("Write key=value");
    assertThat(filter.anyMore()).isTrue();
  }

  @Test
  void refusesATimeThatEndsBeforeItBegins() {
    var filter =
        LogFilter.read(
            Map.of("from", List.of("2026-03-14T10:00"), "to", List.of("2026-03-14T09:00")), NOW);

    assertThat(filter.error("to")).isEqualTo("Must be later than the beginning.");
  }

  @Test
  void givesEachValueAChipThatTakesItAway() {
    var filter =
        LogFilter.read(
            Map.of("time", List.of("24h"), "key", List.of("k-1"), "status", List.of("failed")),
            NOW);

    assertThat(filter.chips(Map.of("k-1", "Checkout")))
        .containsExactly(
            new LogFilter.Chip("Time", "Last 24 hours", "/console/logs?status=failed&key=k-1"),
            new LogFilter.Chip("Status", "failed", "/console/logs?time=24h&key=k-1"),
            new LogFilter.Chip("API key", "Checkout", "/console/logs?time=24h&status=failed"));
  }
}
