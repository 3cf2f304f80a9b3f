package dev.turnpike.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class CallMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CallMeters meters = new CallMeters(registry);

  @Test
  void countsPastTheBoundAsOther() {
    for (int i = 0; i < CallMeters.MOST_MODELS + 50; i++) {
      meters.count(span("model-" + i));
    }
    meters.count(span("model-0"));

    var models =
        registry.find("turnpike.calls").meters().stream()
            .map(meter -> meter.getId().getTag("model"))
            .distinct()
            .toList();
    assertThat(models).hasSize(CallMeters.MOST_MODELS + 1).contains("other", "model-0");
    assertThat(calls("other")).isEqualTo(50);
    assertThat(calls("model-0")).isEqualTo(2);
  }

  private double calls(String model) {
    return registry.find("turnpike.calls").tag("model", model).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static Span span(String model) {
    return SpanBuilder.aSpan().model(model).build();
  }
}
