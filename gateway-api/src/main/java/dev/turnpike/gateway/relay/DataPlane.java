package dev.turnpike.gateway.relay;

import dev.turnpike.core.exchange.Ending;
import dev.turnpike.core.exchange.Exchange;
import dev.turnpike.core.exchange.GatewayPipeline;
import dev.turnpike.core.naming.ModelBook;
import dev.turnpike.core.policy.KeyMeters;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanSink;
import dev.turnpike.core.upstream.call.CallAuthorizer;
import dev.turnpike.gateway.egress.Egress;
import dev.turnpike.gateway.metrics.CallMeters;
import dev.turnpike.gateway.telemetry.OwnSpans;
import io.vertx.core.Context;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** What every model call shares. */
@Singleton
class DataPlane {
  final Egress egress;
  final RelaySettings settings;
  final GatewayPipeline pipeline;
  final CallAuthorizer authorizer;
  final Clock clock;
  private final ThreadLocal<EndedCalls> ended;
  private final CallMeters calls;
  final OwnSpans ownSpans;

  DataPlane(
      Egress egress,
      CallAuthorizer authorizer,
      RelaySettings settings,
      KeyMeters meters,
      ModelBook book,
      SpanSink sink,
      CallMeters calls,
      OwnSpans ownSpans,
      Clock clock) {
    this.egress = egress;
    this.authorizer = authorizer;
    this.settings = settings;
    this.pipeline =
        new GatewayPipeline(meters, clock, book, () -> ThreadLocalRandom.current().nextLong());
    this.ended = ThreadLocal.withInitial(() -> new EndedCalls(sink));
    this.calls = calls;
    this.ownSpans = ownSpans;
    this.clock = clock;
  }

  /**
   * Logs the exchange; then, once its row is safe, does the rest.
   *
   * @param held run first when that takes a while
   */
  void close(
      Exchange exchange, Ending ending, Context context, Runnable held, Consumer<Span> then) {
    var span = pipeline.close(exchange, ending);
    calls.ended(exchange, ending, span);
    ownSpans.ended(exchange, span);
    long handed = System.nanoTime();
    SpanGate.pass(
        ended.get(),
        span,
        egress.loop(),
        context,
        settings.logHold(),
        held,
        () -> {
          calls.logged(System.nanoTime() - handed);
          then.accept(span);
        });
  }
}
