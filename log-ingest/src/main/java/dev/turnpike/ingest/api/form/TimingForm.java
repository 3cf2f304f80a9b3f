package dev.turnpike.ingest.api.form;

import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** When a logged call was and how long it took; what is not told follows from the rest. */
final class TimingForm {
  private static final BigDecimal MOST_TOKENS_PER_SECOND = BigDecimal.valueOf(10_000_000);

  private TimingForm() {}

  /**
   * Reads it.
   *
   * @param arrival the end of a call that names no time
   */
  static Span.Timing read(WireFields fields, Instant arrival) {
    var start = fields.time("start_time");
    var end = fields.time("timestamp");
    var latency = fields.seconds("latency", "generation_time");
    if (start != null && end != null && end.isBefore(start)) {
      fields.errors().add("timestamp", "Must not be before start_time.");
    }
    if (end == null) {
      end = start == null || latency == null ? arrival : start.plus(latency);
    }
    if (latency == null) {
      latency = start == null || end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
    }
    return new Span.Timing(
        start == null ? end.minus(latency) : start,
        end,
        latency,
        fields.seconds("time_to_first_token", "ttft"),
        fields.seconds("routing_time"),
        fields.amount(MOST_TOKENS_PER_SECOND, "tokens_per_second"));
  }
}
