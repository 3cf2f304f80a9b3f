package dev.turnpike.ingest.traces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.CostCalculator;
import dev.turnpike.ingest.api.form.SpanForm;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes spans of traces in: each is durable before its request is answered, also while the database
 * is away. A span is known by trace id and span id, so that an exporter may send it again.
 */
@Singleton
public final class TraceIntake {
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

  private final SpanSink sink;
  private final SnapshotSource snapshots;
  private final Clock clock;

  public TraceIntake(SpanSink sink, SnapshotSource snapshots, Clock clock) {
    this.sink = sink;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /**
   * Reads a step that another product's logger told of, in the form of a log with its place in a
   * trace.
   */
  public Outcome<Span> readStep(ObjectNode log, Principal caller) {
    log.put("log_method", "tracing_integration");
    return read(log, LegacyTraces.id(log), "", caller, arrival());
  }

  /** When what is taken in now arrives. */
  Instant arrival() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Reads a span in the form of a log.
   *
   * @param gatewayLogId the gateway's own log of the call; empty text when there is none
   */
  Outcome<Span> read(
      ObjectNode log, String id, String gatewayLogId, Principal caller, Instant arrival) {
    var catalog = snapshots.current().catalog(caller.organization());
    var read = SpanForm.read(log, id, null, caller, catalog, arrival);
    if (read instanceof Outcome.Done<Span>(var span, var created, var notices)) {
      return Outcome.created(
          gatewayLogId.isEmpty() ? priced(span, catalog) : viewOf(gatewayLogId, span));
    }
    return read;
  }

  /** Tracers name a model as its provider does, which may be another name than callers use here. */
  private static Span priced(Span span, Catalog catalog) {
    var metering = span.metering();
    if (metering.cost().basis() != Cost.Basis.UNPRICED || metering.usage().total() == 0) {
      return span;
    }
    var called = span.called();
    var provider = called.providerId();
    return Stream.of(called.upstreamModel(), called.model())
        .filter(Objects::nonNull)
        .flatMap(name -> Stream.of(name, provider + "/" + name))
        .map(name -> catalog.deployments().get(name))
        .filter(Objects::nonNull)
        .map(deployment -> deployment.model().price())
        .map(
            price ->
                new Span.Metering(
                    metering.usage(), CostCalculator.cost(metering.usage(), price, false), price))
        .filter(priced -> priced.cost().basis() != Cost.Basis.UNPRICED)
        .findFirst()
        .map(priced -> with(span, priced, span.extra()))
        .orElse(span);
  }

  /** What the gateway's own row tells of tokens and money is not told twice. */
  private static Span viewOf(String gatewayLogId, Span span) {
    var extra = new LinkedHashMap<String, JsonNode>(span.extra());
    extra.put(Span.GATEWAY_LOG_ID, TextNode.valueOf(gatewayLogId));
    return with(span, Span.Metering.NONE, extra);
  }

  private static Span with(
      Span span, Span.Metering metering, java.util.Map<String, JsonNode> extra) {
    return new Span(
        span.id(),
        span.organization(),
        span.arrival(),
        span.origin(),
        span.place(),
        span.tags(),
        span.called(),
        metering,
        span.timing(),
        span.result(),
        span.attempts(),
        span.content(),
        extra);
  }

  /**
   * Hands spans to the spool and waits until all are on disk. Blocking.
   *
   * @return false when one could not be written: the whole request may be sent again
   */
  public boolean areDurable(List<Span> spans) {
    var receipts = spans.stream().map(this::send).toList();
    try {
      CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new))
          .get(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
      return receipts.stream().allMatch(CompletableFuture::join);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private CompletableFuture<Boolean> send(Span span) {
    var durable = new CompletableFuture<Boolean>();
    sink.accept(span, durable::complete);
    return durable;
  }

  /** Why a log was refused, on one line. */
  public static String why(Outcome<Span> outcome) {
    var errors =
        outcome instanceof Outcome.Invalid<Span>(var found)
            ? found
            : FieldErrors.of("span", "cannot be read");
    return errors.byField().entrySet().stream()
        .map(field -> field.getKey() + ": " + String.join(" ", field.getValue()))
        .collect(Collectors.joining("; "));
  }
}
