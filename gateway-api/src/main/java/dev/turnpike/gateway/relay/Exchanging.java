package dev.turnpike.gateway.relay;

import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.CallerLeft;
import dev.turnpike.core.error.UpstreamFault;
import dev.turnpike.core.error.UpstreamFault.Kind;
import dev.turnpike.core.exchange.Ending;
import dev.turnpike.core.exchange.Exchange;
import dev.turnpike.core.exchange.passage.RefusalReader;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamHeaders;
import dev.turnpike.core.upstream.call.UpstreamReply;
import dev.turnpike.gateway.egress.Bulkhead;
import dev.turnpike.gateway.egress.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An admitted exchange between its caller and its provider, from the upstream call to the last
 * byte. Here is what both kinds share: the caller leaving, the provider falling silent, the one
 * end. Lives on one event loop.
 */
abstract class Exchanging implements EventLoop.Watched {
  final DataPlane plane;
  final Exchange exchange;
  final HttpServerResponse response;
  final Context context;
  final UpstreamTries tries;
  private final EventLoop loop;
  private final Bulkhead bulkhead;
  private final long silenceNanos;
  private long heardNanos = System.nanoTime();
  private boolean over;
  private ErrorForm errors;

  Exchanging(DataPlane plane, Exchange exchange, HttpServerResponse response, Context context) {
    this.plane = plane;
    this.exchange = exchange;
    this.errors = exchange.ingress().errors();
    this.response = response;
    this.context = context;
    var provider = exchange.deployment().provider();
    this.loop = plane.egress.loop();
    this.bulkhead = plane.egress.bulkhead(provider);
    this.silenceNanos = provider.timeout().toNanos();
    this.tries = new UpstreamTries(plane, exchange);
  }

  /** Sends the upstream call. Called once. */
  final void begin() {
    if (!bulkhead.enter()) {
      over = true;
      finish(
          fault(Kind.OVERLOADED, "too many calls to it are under way here already."), null, null);
      return;
    }
    loop.watch(this);
    response.closeHandler(closed -> callerLeft());
    response.exceptionHandler(broken -> callerLeft());
    call();
  }

  /** Makes the upstream call and sees to its answer. */
  abstract void call();

  /** What has passed so far, when the exchange ends early; absent when nothing did. */
  abstract @Nullable StreamFacts factsSoFar();

  /** The part of the response that is kept for the log. */
  abstract @Nullable KeptBody kept();

  /** Whether the provider is being kept waiting by us, so that its silence is ours. */
  boolean isPaused() {
    return false;
  }

  /** Called on each tick while the exchange lasts. */
  void stillGoing(long nanos) {}

  /** When the first content went to the caller; 0 when none did. */
  long firstContentNanos() {
    return 0;
  }

  /** Something came from the provider. */
  final void heard() {
    heardNanos = System.nanoTime();
  }

  final long heardAt() {
    return heardNanos;
  }

  final boolean isOver() {
    return over;
  }

  @Override
  public final void tick(long nanos) {
    if (over) {
      return;
    }
    if (isPaused()) {
      heardNanos = nanos;
    } else if (nanos - heardNanos > silenceNanos) {
      long seconds = Math.max(1, silenceNanos / 1_000_000_000L);
      failed(fault(Kind.TIMEOUT, "it sent nothing for " + seconds + " s."));
      return;
    }
    stillGoing(nanos);
  }

  private void callerLeft() {
    if (!over) {
      tries.ended(0, "the caller left");
      stop();
      tries.reset();
      exchange.passage().cancel().ifPresent(tries::aside);
      finish(new CallerLeft(), factsSoFar(), span -> {});
    }
  }

  /** Ends the exchange with this error, in the way that is still open. */
  final void failed(GatewayError error) {
    if (over) {
      return;
    }
    tries.ended(0, error.message());
    stop();
    tries.reset();
    exchange.passage().cancel().ifPresent(tries::aside);
    finish(error, factsSoFar(), null);
  }

  /** Does this after a while, unless the exchange is over by then. */
  final void later(Duration after, Runnable then) {
    if (after.isZero()) {
      then.run();
      return;
    }
    context
        .owner()
        .setTimer(
            after.toMillis(),
            timer -> {
              if (!over) {
                then.run();
              }
            });
  }

  /** Marks the end: nothing of the provider counts from now on. */
  final void stop() {
    over = true;
    loop.forget(this);
    bulkhead.leave();
  }

  /**
   * Logs the exchange and then tells the caller the end.
   *
   * @param how how the end is told; absent: the error is sent
   */
  final void finish(
      @Nullable GatewayError error, @Nullable StreamFacts facts, @Nullable Consumer<Span> how) {
    int status = error == null ? 200 : error.status();
    var kept = kept();
    var ending =
        new Ending(
            status,
            error,
            facts,
            kept == null ? null : kept.text(),
            kept != null && kept.isCut(),
            plane.clock.instant(),
            System.nanoTime(),
            tries.firstSentNanos(),
            firstContentNanos());
    Consumer<Span> then = how != null ? how : span -> tell(error);
    plane.close(exchange, ending, context, this::held, then);
  }

  /** The end is held until the log row is safe: what came before it need not be. */
  void held() {}

  /** Whether the caller was told a status already. */
  boolean isCommitted() {
    return false;
  }

  /** Tells the caller an error. */
  void tell(@Nullable GatewayError error) {
    if (error != null) {
      Answers.send(response, error, errors);
    }
  }

  /**
   * The provider refused: its words as an error, and where this passage relays errors, its body as
   * the answer.
   */
  final GatewayError refusal(UpstreamReply head, byte[] body) {
    var passage = exchange.passage();
    var error = RefusalReader.read(exchange.deployment(), passage.providerDialect(), head, body);
    if (passage.relaysErrors() && TheirWords.canPass(head, body)) {
      errors = TheirWords.of(exchange.deployment(), body);
    }
    return error;
  }

  final UpstreamFault fault(Kind kind, String detail) {
    return new UpstreamFault(kind, exchange.deployment().provider().id().value(), detail);
  }

  /** Headers of the provider's answer that the caller may see. */
  final void copyHeaders(MultiMap upstream) {
    for (Map.Entry<String, String> header : upstream) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (UpstreamHeaders.passesBack(name)) {
        response.headers().add(name, header.getValue());
      }
    }
    var id = upstream.get("x-request-id");
    if (id != null) {
      response.putHeader("X-Respan-Upstream-Request-Id", id);
    }
  }

  static UpstreamReply head(int status, MultiMap headers) {
    return new UpstreamReply(status, headers::get);
  }

  /** What is wrong with the head of a success, if anything. */
  final @Nullable GatewayError wrongHead(UpstreamReply reply) {
    if (reply.isRedirect()) {
      return fault(
          Kind.REDIRECT,
          "it answered with a redirect (status "
              + reply.status()
              + "), which is never followed. Is the base URL complete, with the right scheme?");
    }
    if (reply.isSuccess() && reply.isPage()) {
      return fault(
          Kind.INVALID_CONTENT,
          "it answered with an HTML page instead of JSON. Does the base URL lack a path such as"
              + " /v1?");
    }
    return null;
  }
}
