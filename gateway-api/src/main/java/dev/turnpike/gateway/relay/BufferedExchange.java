package dev.turnpike.gateway.relay;

import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.UpstreamFault.Kind;
import dev.turnpike.core.exchange.Exchange;
import dev.turnpike.core.exchange.RequestBreakdown;
import dev.turnpike.core.exchange.passage.FollowUp;
import dev.turnpike.core.exchange.passage.WholeReply;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import dev.turnpike.gateway.egress.CappedBody;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** A call whose answer comes in one piece. */
final class BufferedExchange extends Exchanging {
  private @Nullable StreamFacts facts;
  private @Nullable KeptBody kept;

  BufferedExchange(
      DataPlane plane, Exchange exchange, HttpServerResponse response, Context context) {
    super(plane, exchange, response, context);
  }

  @Override
  void call() {
    var call = exchange.passage().call();
    tries.send(call, sender(call)).onSuccess(this::answered).onFailure(this::broken);
  }

  private UpstreamTries.Sender<CappedBody.Whole> sender(UpstreamCall call) {
    return (client, options, fresh, opened) ->
        client
            .open(options, fresh)
            .compose(
                request -> {
                  if (!opened.test(request)) {
                    return Future.failedFuture("no longer wanted");
                  }
                  var body = call.body();
                  return body.length == 0 ? request.send() : request.send(Buffer.buffer(body));
                })
            .compose(head -> CappedBody.read(head, plane.settings.maxReplyBytes(), this::heard));
  }

  private void follow(FollowUp next) {
    heard();
    later(
        next.after(),
        () ->
            tries
                .again(next.call(), sender(next.call()))
                .onSuccess(this::answered)
                .onFailure(this::broken));
  }

  private void answered(CappedBody.Whole whole) {
    if (isOver()) {
      return;
    }
    var reply = whole.head();
    var bytes = whole.body();
    var head = head(reply.statusCode(), reply.headers());
    var log = KeptBody.of(exchange, plane.settings);
    if (log != null) {
      log.mediaType(head.mediaType());
      log.add(bytes, 0, bytes.length);
    }
    kept = log;
    var wrong = wrongHead(head);
    if (wrong != null) {
      end(head.status(), wrong);
    } else if (!head.isSuccess()
        && exchange.passage().without(head.status()) instanceof byte[] own) {
      good(reply, new WholeReply.Good(own, new StreamFacts()));
    } else if (!head.isSuccess()) {
      copyHeaders(reply.headers());
      end(head.status(), refusal(head, bytes));
    } else if (exchange.passage().follow(bytes).orElse(null) instanceof FollowUp next) {
      follow(next);
    } else {
      switch (exchange.passage().whole(bytes, head.mediaType())) {
        case WholeReply.Bad(var why) -> end(head.status(), fault(Kind.INVALID_CONTENT, why));
        case WholeReply.Good good -> good(reply, good);
      }
    }
  }

  private void good(HttpClientResponse reply, WholeReply.Good good) {
    var seen = good.facts();
    var body = good.body();
    facts = seen;
    tries.ended(reply.statusCode(), null);
    stop();
    copyHeaders(reply.headers());
    Answers.tellDropped(response, exchange);
    finish(
        null,
        seen,
        span -> {
          if (!response.ended() && !response.closed()) {
            var whole =
                RequestBreakdown.isWanted(exchange)
                    ? RequestBreakdown.add(body, exchange, span)
                    : body;
            response.putHeader("content-type", contentType(reply, good)).end(Buffer.buffer(whole));
          }
        });
  }

  /** With its parameters, such as the character set, where it is the provider's own. */
  private static String contentType(HttpClientResponse reply, WholeReply.Good good) {
    var told = reply.getHeader("content-type");
    boolean own =
        told != null
            && !good.mediaType().equals("application/json")
            && head(reply.statusCode(), reply.headers()).mediaType().equals(good.mediaType());
    return own ? told : good.mediaType();
  }

  private void end(int status, GatewayError error) {
    tries.ended(status, error.message());
    failed(error);
  }

  private void broken(Throwable cause) {
    failed(
        switch (cause) {
          case UpstreamTries.NotConnected away ->
              UpstreamFaults.connecting(exchange.deployment().provider().id().value(), away.why);
          case CappedBody.TooLarge large ->
              fault(Kind.INVALID_CONTENT, "its answer has " + large.getMessage() + ".");
          default ->
              fault(Kind.CONNECTION_LOST, "the connection broke before its answer was whole.");
        });
  }

  @Override
  @Nullable StreamFacts factsSoFar() {
    return facts;
  }

  @Override
  @Nullable KeptBody kept() {
    return kept;
  }
}
