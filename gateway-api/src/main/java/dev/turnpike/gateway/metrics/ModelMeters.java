package dev.turnpike.gateway.metrics;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.usage.Cost;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The meters of one model at one provider. Thread-safe. */
final class ModelMeters {
  private static final Duration[] LATENCIES =
      millis(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000);
  private static final Duration[] FIRST_TOKENS =
      millis(50, 100, 200, 400, 800, 1_500, 3_000, 6_000, 15_000, 30_000);

  private final MeterRegistry registry;
  private final Tags tags;
  private final Counter succeeded;
  private final Counter failed;
  private final ConcurrentMap<String, Counter> errors = new ConcurrentHashMap<>();
  private final Counter input;
  private final Counter cacheRead;
  private final Counter cacheWrite;
  private final Counter output;
  private final Counter reasoning;
  private final Counter audioInput;
  private final Counter audioOutput;
  private final Map<Cost.Basis, Counter> cost = new EnumMap<>(Cost.Basis.class);
  private final Counter unpriced;
  private final Timer latency;
  private final Timer firstToken;

  ModelMeters(MeterRegistry registry, String provider, String model) {
    this.registry = registry;
    this.tags = Tags.of("provider", provider, "model", model);
    this.succeeded = counter("turnpike.calls", "Calls that have ended", "outcome", "success");
    this.failed = counter("turnpike.calls", "Calls that have ended", "outcome", "failed");
    this.input = tokens("input");
    this.cacheRead = tokens("cache_read");
    this.cacheWrite = tokens("cache_write");
    this.output = tokens("output");
    this.reasoning = tokens("reasoning");
    this.audioInput = tokens("audio_input");
    this.audioOutput = tokens("audio_output");
    for (var basis : Cost.Basis.values()) {
      if (basis != Cost.Basis.UNPRICED) {
        cost.put(basis, costCounter(basis));
      }
    }
    this.unpriced =
        counter("turnpike.unpriced.calls", "Calls that used tokens whose price is not known");
    this.latency =
        histogram(
            "turnpike.call.latency", "Whole calls, first byte in to last byte out", LATENCIES);
    this.firstToken =
        histogram(
            "turnpike.call.first.token",
            "Streamed calls: request received to first content sent",
            FIRST_TOKENS);
  }

  void ended(Span span) {
    if (span.result().status() == Span.Status.FAILED) {
      failed.increment();
      error(span).increment();
    } else {
      succeeded.increment();
    }
    latency.record(span.timing().latency());
    var first = span.timing().timeToFirstToken();
    if (first != null) {
      firstToken.record(first);
    }
    count(span.metering());
  }

  private void count(Span.Metering metering) {
    var usage = metering.usage();
    add(input, usage.input());
    add(cacheRead, usage.cacheRead());
    add(cacheWrite, usage.cacheWrite());
    add(output, usage.output());
    add(reasoning, usage.reasoning());
    add(audioInput, usage.audioInput());
    add(audioOutput, usage.audioOutput());
    var usd = metering.cost().usd();
    var counter = cost.get(metering.cost().basis());
    if (usd != null && counter != null) {
      counter.increment(usd.doubleValue());
    } else if (usage.total() > 0) {
      unpriced.increment();
    }
  }

  private static void add(Counter counter, long amount) {
    if (amount > 0) {
      counter.increment(amount);
    }
  }

  /** Classes of errors are a closed list of ours. */
  private Counter error(Span span) {
    var node = span.extra().get("error_class");
    var kind = node == null ? "unknown" : node.asText();
    return errors.computeIfAbsent(
        kind,
        k ->
            counter("turnpike.call.errors", "Calls that failed, by what failed", "error_class", k));
  }

  private Counter tokens(String kind) {
    return counter("turnpike.tokens", "Tokens used, in disjoint kinds", "kind", kind);
  }

  private Counter costCounter(Cost.Basis basis) {
    return Counter.builder("turnpike.cost")
        .baseUnit("usd")
        .description("Money spent, by what the sum rests on")
        .tags(tags.and("basis", basis.name().toLowerCase(Locale.ROOT)))
        .register(registry);
  }

  private Counter counter(String name, String what, String... more) {
    return Counter.builder(name).description(what).tags(tags.and(more)).register(registry);
  }

  private Timer histogram(String name, String what, Duration... bounds) {
    return Timer.builder(name)
        .description(what)
        .tags(tags)
        .serviceLevelObjectives(bounds)
        .register(registry);
  }

  private static Duration[] millis(long... bounds) {
    var durations = new Duration[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      durations[i] = Duration.ofMillis(bounds[i]);
    }
    return durations;
  }
}
