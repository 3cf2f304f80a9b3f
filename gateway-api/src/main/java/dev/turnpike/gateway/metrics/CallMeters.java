package dev.turnpike.gateway.metrics;

import dev.turnpike.core.exchange.Ending;
import dev.turnpike.core.exchange.Exchange;
import dev.turnpike.core.span.Span;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts each ended call by provider and model. On the hot path: some additions and two lookups.
 * Thread-safe.
 *
 * <p>Names of models are bounded: past {@link #MOST_MODELS} pairs of provider and model, further
 * ones count as {@code other}. A call that was refused before its model was found counts as {@code
 * none}, whatever name it asked for, so that no caller can make up labels.
 */
@Singleton
public final class CallMeters {
  /** About forty series each. */
  static final int MOST_MODELS = 200;

  private static final Pair NONE = new Pair("none", "none");
  private static final Pair OTHER = new Pair("other", "other");

  private final MeterRegistry registry;
  private final ConcurrentMap<Pair, ModelMeters> models = new ConcurrentHashMap<>();
  private final Timer receive;
  private final Timer admit;
  private final Timer upstream;
  private final Timer relay;
  private final Timer log;

  public CallMeters(MeterRegistry registry) {
    this.registry = registry;
    this.receive = stage("receive");
    this.admit = stage("admit");
    this.upstream = stage("upstream");
    this.relay = stage("relay");
    this.log = stage("log");
  }

  private Timer stage(String name) {
    return Timer.builder("turnpike.stage")
        .tag("stage", name)
        .description("Time a call spent in one stage of the gateway")
        .register(registry);
  }

  /** A call has ended. */
  public void ended(Exchange exchange, Ending ending, Span span) {
    count(span);
    long received = exchange.receivedNanos();
    time(receive, exchange.ingress().arrivalNanos(), received);
    if (ending.sentNanos() != 0) {
      long first = ending.firstContentNanos();
      time(admit, received, ending.sentNanos());
      time(upstream, ending.sentNanos(), first == 0 ? ending.endNanos() : first);
      if (first != 0) {
        time(relay, first, ending.endNanos());
      }
    }
  }

  void count(Span span) {
    meters(span).ended(span);
  }

  /** The end of an answer waited so long for its log row. */
  public void logged(long nanos) {
    log.record(nanos, TimeUnit.NANOSECONDS);
  }

  private static void time(Timer timer, long from, long to) {
    timer.record(Math.max(0, to - from), TimeUnit.NANOSECONDS);
  }

  private ModelMeters meters(Span span) {
    var provider = span.called().providerId();
    var pair = provider == null ? NONE : new Pair(provider, span.called().model());
    var known = models.get(pair);
    if (known != null) {
      return known;
    }
    var bounded = models.size() < MOST_MODELS ? pair : OTHER;
    return models.computeIfAbsent(bounded, p -> new ModelMeters(registry, p.provider(), p.model()));
  }

  private record Pair(String provider, String model) {}
}
