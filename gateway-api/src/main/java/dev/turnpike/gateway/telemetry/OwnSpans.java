package dev.turnpike.gateway.telemetry;

import dev.turnpike.core.exchange.Exchange;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.TraceContext;
import dev.turnpike.gateway.egress.Collector;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends a span for each call, and one for each of its upstream attempts, to the collector that the
 * settings name; does nothing without one. Never holds up a call: when the queue is full or the
 * collector away, spans are dropped and counted.
 */
@Singleton
public class OwnSpans {
  private static final Logger LOG = Logger.getLogger(OwnSpans.class);
  private static final int QUEUED = 4_096;
  private static final int BATCH = 256;
  private static final long LINGER_MILLIS = 1_000;
  private static final long PATIENCE_SECONDS = 10;

  private final @Nullable TelemetrySettings settings;
  private final Collector collector;
  private final BlockingQueue<Call> queue = new ArrayBlockingQueue<>(QUEUED);
  private final @Nullable Thread thread;
  private final Counter exported;
  private final Counter dropped;
  private boolean failing;
  private volatile boolean stopping;

  OwnSpans(Telemetry telemetry, Collector collector, MeterRegistry meters) {
    this.settings = telemetry.collector();
    this.collector = collector;
    this.exported = counter(meters, "exported", "Own spans taken by the collector");
    this.dropped = counter(meters, "dropped", "Own spans that did not reach the collector");
    this.thread =
        settings == null
            ? null
            : Thread.ofPlatform().daemon().name("turnpike-own-spans").start(this::run);
  }

  private static Counter counter(MeterRegistry meters, String what, String description) {
    return Counter.builder("turnpike.own.spans." + what).description(description).register(meters);
  }

  private record Call(Span span, TraceContext trace) {}

  /** Whether there is a collector. */
  public boolean isOn() {
    return settings != null;
  }

  /**
   * The {@code traceparent} of an upstream attempt. Without a collector the caller's goes on as it
   * is; empty when there is none either.
   *
   * @param attempt from 0
   */
  public Optional<String> traceparent(Exchange exchange, int attempt) {
    var header = exchange.ingress().header().apply("traceparent");
    var logId = exchange.ingress().logId();
    if (isOn()) {
      return Optional.of(TraceContext.of(logId, header).traceparent(logId, attempt));
    }
    return TraceContext.continued(logId, header).isPresent()
        ? Optional.ofNullable(header)
        : Optional.empty();
  }

  /** A call has ended. Never blocks. */
  public void ended(Exchange exchange, Span span) {
    if (isOn()) {
      ended(exchange.ingress().header().apply("traceparent"), span);
    }
  }

  void ended(@Nullable String traceparent, Span span) {
    var trace = TraceContext.of(span.id(), traceparent);
    if (trace.sampled() && !queue.offer(new Call(span, trace))) {
      dropped.increment(OtlpSpans.count(span));
    }
  }

  private void run() {
    while (!stopping || !queue.isEmpty()) {
      try {
        var first = queue.poll(LINGER_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          send(first);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Own spans could not be sent", e);
      }
    }
  }

  private void send(Call first) throws InterruptedException {
    var batch = new ArrayList<Call>(BATCH);
    batch.add(first);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
    while (batch.size() < BATCH && !stopping) {
      var next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    queue.drainTo(batch, BATCH - batch.size());
    var on = Objects.requireNonNull(settings);
    var otlp = new OtlpSpans(on.resource());
    batch.forEach(call -> otlp.add(call.span(), call.trace()));
    count(otlp.size(), post(on, otlp.bytes()));
  }

  /** Empty when the collector took them, else why not. */
  private Optional<String> post(TelemetrySettings on, byte[] body) throws InterruptedException {
    try {
      int status =
          collector
              .post(on.traces(), on.headers(), body)
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
    } catch (TimeoutException e) {
      return Optional.of("it does not answer");
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(e.getCause()));
    }
  }

  private void count(int spans, Optional<String> problem) {
    if (problem.isEmpty()) {
      exported.increment(spans);
      if (failing) {
        LOG.info("The collector takes own spans again");
      }
    } else {
      dropped.increment(spans);
      if (!failing) {
        LOG.warnf("The collector does not take own spans: %s", problem.get());
      }
    }
    failing = problem.isPresent();
  }

  /** Lets what is queued go out, for a moment. */
  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    if (thread != null) {
      try {
        thread.join(LINGER_MILLIS * 2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
