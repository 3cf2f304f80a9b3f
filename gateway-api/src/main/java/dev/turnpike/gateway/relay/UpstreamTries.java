package dev.turnpike.gateway.relay;

import dev.turnpike.core.exchange.Exchange;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.upstream.call.CallAuthorizer;
import dev.turnpike.core.upstream.call.UpstreamCall;
import dev.turnpike.gateway.egress.CappedBody;
import dev.turnpike.gateway.egress.Egress;
import dev.turnpike.gateway.egress.ProviderClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.codec.BodyCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gets one upstream call out: over the addresses of the host in turn while they cannot be connected
 * to, and once more on a fresh connection when a pooled one turns out closed before anything of an
 * answer came. Notes each try for the log row.
 */
final class UpstreamTries {
  private final DataPlane plane;
  private final Egress egress;
  private final CallAuthorizer authorizer;
  private final Exchange exchange;
  private final Clock clock;
  private @Nullable HttpClientRequest request;
  private @Nullable Instant started;
  private long startedNanos;
  private long firstSentNanos;
  private boolean reused;
  private boolean stopped;

  UpstreamTries(DataPlane plane, Exchange exchange) {
    this.plane = plane;
    this.egress = plane.egress;
    this.authorizer = plane.authorizer;
    this.exchange = exchange;
    this.clock = plane.clock;
  }

  /** How a request is sent and its answer waited for. */
  interface Sender<T> {
    /**
     * @param opened must be told the request before anything is sent; answers whether it is still
     *     wanted
     */
    Future<T> send(
        ProviderClient client,
        RequestOptions options,
        boolean fresh,
        Predicate<HttpClientRequest> opened);
  }

  /** The call could not be connected; the cause says why. */
  static final class NotConnected extends RuntimeException {
    final transient Throwable why;

    NotConnected(Throwable why) {
      super(why);
      this.why = why;
    }
  }

  /**
   * Sends the call.
   *
   * @return failed with {@link NotConnected} when no connection came about, else with what broke it
   */
  <T> Future<T> send(UpstreamCall call, Sender<T> sender) {
    begin();
    return again(call, sender);
  }

  /** Sends a further call of the same try. */
  <T> Future<T> again(UpstreamCall call, Sender<T> sender) {
    Promise<T> answer = Promise.promise();
    proved(call)
        .compose(
            proved ->
                egress
                    .addresses(call.origin())
                    .onSuccess(all -> attempt(proved, sender, all, 0, false, answer)))
        .onFailure(cause -> answer.fail(new NotConnected(cause)));
    return answer.future();
  }

  private Future<UpstreamCall> proved(UpstreamCall call) {
    var scheme = call.provider().auth(exchange.passage().providerDialect());
    return scheme.showsKey()
        ? Future.succeededFuture(call)
        : Future.fromCompletionStage(
                authorizer.authorize(call, scheme, exchange.deployment().credential()),
                Vertx.currentContext())
            .recover(UpstreamTries::bare);
  }

  /** Stages wrap what they fail with. */
  private static Future<UpstreamCall> bare(Throwable failure) {
    return Future.failedFuture(
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure);
  }

  private <T> void attempt(
      UpstreamCall call,
      Sender<T> sender,
      List<SocketAddress> addresses,
      int index,
      boolean fresh,
      Promise<T> answer) {
    if (stopped) {
      return;
    }
    var options =
        Egress.request(
            HttpMethod.valueOf(call.method()),
            call.origin(),
            call.target(),
            addresses.get(index),
            call.headers());
    plane
        .ownSpans
        .traceparent(exchange, exchange.attempts().size())
        .ifPresent(trace -> options.putHeader("traceparent", trace));
    var client = egress.client(call.provider());
    request = null;
    sender
        .send(client, options, fresh, opened -> opened(client, opened))
        .onComplete(
            done -> {
              if (done.succeeded()) {
                answer.complete(done.result());
              } else if (stopped) {
                // Ended on purpose: whoever did so has told the caller.
              } else if (request == null && index + 1 < addresses.size()) {
                attempt(call, sender, addresses, index + 1, fresh, answer);
              } else if (request == null) {
                answer.fail(new NotConnected(done.cause()));
              } else if (reused && !fresh && isUnanswered(done.cause())) {
                ended(0, "the pooled connection was closed before an answer came");
                begin();
                attempt(call, sender, addresses, index, true, answer);
              } else {
                answer.fail(done.cause());
              }
            });
  }

  private boolean opened(ProviderClient client, HttpClientRequest opened) {
    request = opened;
    reused = client.isReused(opened);
    if (firstSentNanos == 0) {
      firstSentNanos = System.nanoTime();
    }
    if (stopped) {
      opened.reset();
    }
    return !stopped;
  }

  /** Whether nothing of an answer came: else the call was paid for, and is not made again. */
  private static boolean isUnanswered(Throwable cause) {
    return !(cause instanceof CappedBody.TooLarge || cause instanceof CappedBody.Broken);
  }

  private void begin() {
    started = clock.instant();
    startedNanos = System.nanoTime();
  }

  /** When the first request left, on the monotonic clock; 0 when none did. */
  long firstSentNanos() {
    return firstSentNanos;
  }

  /** Notes the end of the running try; only the first counts. */
  void ended(int status, @Nullable String reason) {
    if (started == null) {
      return;
    }
    var deployment = exchange.deployment();
    exchange.attempted(
        new Span.Attempt(
            deployment.provider().id().value(),
            deployment.model().upstreamName(),
            started,
            Duration.ofNanos(System.nanoTime() - startedNanos),
            status,
            reason));
    started = null;
  }

  /** Sends a call whose answer nobody waits for. */
  void aside(UpstreamCall call) {
    proved(call)
        .onSuccess(
            proved ->
                egress
                    .addresses(call.origin())
                    .onSuccess(
                        all ->
                            egress
                                .client(call.provider())
                                .exchange(
                                    Egress.request(
                                        HttpMethod.valueOf(call.method()),
                                        call.origin(),
                                        call.target(),
                                        all.getFirst(),
                                        proved.headers()),
                                    Buffer.buffer(call.body()),
                                    BodyCodec.none())));
  }

  /** Breaks the running request off, so that the provider stops working on it. */
  void reset() {
    stopped = true;
    if (request != null) {
      request.reset();
    }
  }
}
