package dev.turnpike.gateway.relay;

import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.UpstreamFault.Kind;
import dev.turnpike.core.exchange.Exchange;
import dev.turnpike.core.exchange.RequestBreakdown;
import dev.turnpike.core.exchange.passage.FollowUp;
import dev.turnpike.core.exchange.passage.RefusalReader;
import dev.turnpike.core.stream.ByteSink;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import dev.turnpike.core.upstream.call.UpstreamReply;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * A call whose answer comes as events. Until the first byte goes to the caller every status is
 * open; after it, an end that is not good is told in the stream and the connection is aborted.
 */
final class StreamedExchange extends Exchanging {
  private static final int LONGEST_ERROR = 64 * 1024;

  /** How long a provider may keep its connection open after its closing event. */
  private static final long LINGER_NANOS = 1_000_000_000L;

  private final ReplyStream stream;
  private final CoalescingWriter writer;
  private final ByteSink toCaller;
  private final @Nullable KeptBody kept;
  private @Nullable HttpClientResponse upstream;
  private long firstContentNanos;
  private long writtenNanos;
  private long doneNanos;
  private boolean paused;

  StreamedExchange(
      DataPlane plane, Exchange exchange, HttpServerResponse response, Context context) {
    super(plane, exchange, response, context);
    this.stream = exchange.passage().stream();
    this.writer = new CoalescingWriter(response, context, this::commit, this::afterFlush);
    this.kept = KeptBody.of(exchange, plane.settings);
    this.toCaller = this::write;
  }

  @Override
  void call() {
    var call = exchange.passage().call();
    tries.send(call, sender(call)).onSuccess(this::answered).onFailure(this::notAnswered);
  }

  private static UpstreamTries.Sender<HttpClientResponse> sender(UpstreamCall call) {
    var body = Buffer.buffer(call.body());
    return (client, options, fresh, opened) ->
        client
            .open(options, fresh)
            .compose(
                request ->
                    opened.test(request)
                        ? request.send(body)
                        : Future.failedFuture("no longer wanted"));
  }

  /** An answer that says where the stream is, or that there is more to wait for. */
  private void errand(HttpClientResponse reply) {
    var collected = Buffer.buffer();
    reply.handler(
        piece -> {
          heard();
          collected.appendBuffer(piece);
          if (collected.length() > plane.settings.maxReplyBytes()) {
            failed(fault(Kind.INVALID_CONTENT, "its answer is too long."));
          }
        });
    reply.endHandler(
        end -> {
          var bytes = collected.getBytes();
          if (isOver()) {
            return;
          }
          if (exchange.passage().follow(bytes).orElse(null) instanceof FollowUp next) {
            later(
                next.after(),
                () ->
                    tries
                        .again(next.call(), sender(next.call()))
                        .onSuccess(this::answered)
                        .onFailure(this::notAnswered));
          } else {
            stream.feed(bytes, 0, bytes.length, toCaller);
            look();
            ended();
          }
        });
  }

  private void answered(HttpClientResponse reply) {
    reply.exceptionHandler(broken -> cut());
    if (isOver()) {
      return;
    }
    heard();
    upstream = reply;
    var head = head(reply.statusCode(), reply.headers());
    var wrong = wrongHead(head);
    boolean json = head.isSuccess() && head.mediaType().equals("application/json");
    if (wrong == null && json && exchange.passage().isErrand()) {
      errand(reply);
      return;
    }
    if (wrong == null && head.isSuccess()) {
      var misfit = stream.misfit(head);
      wrong = misfit == null ? null : fault(Kind.INVALID_CONTENT, misfit);
    }
    if (wrong != null) {
      tries.ended(head.status(), wrong.message());
      failed(wrong);
    } else if (!head.isSuccess()) {
      refused(reply, head);
    } else {
      if (kept != null) {
        kept.mediaType(head.mediaType());
      }
      reply.handler(this::arrived);
      reply.endHandler(end -> ended());
    }
  }

  private void notAnswered(Throwable cause) {
    failed(
        cause instanceof UpstreamTries.NotConnected away
            ? UpstreamFaults.connecting(exchange.deployment().provider().id().value(), away.why)
            : fault(Kind.CONNECTION_LOST, "the connection broke before its answer began."));
  }

  /** An error status: its body is read whole, up to what an error can be long. */
  private void refused(HttpClientResponse reply, UpstreamReply head) {
    var collected = Buffer.buffer();
    reply.handler(
        piece -> {
          heard();
          if (collected.length() < LONGEST_ERROR) {
            collected.appendBuffer(piece);
          }
        });
    Runnable done =
        () -> {
          if (isOver()) {
            return;
          }
          var bytes = collected.getBytes();
          if (kept != null) {
            kept.add(bytes, 0, bytes.length);
          }
          var error = refusal(head, bytes);
          copyHeaders(reply.headers());
          tries.ended(head.status(), error.message());
          failed(error);
        };
    reply.endHandler(end -> done.run());
    reply.exceptionHandler(broken -> done.run());
  }

  private void arrived(Buffer piece) {
    if (isOver()) {
      return;
    }
    heard();
    var bytes = piece.getBytes();
    stream.feed(bytes, 0, bytes.length, toCaller);
    look();
  }

  /** What the last bytes mean for the exchange. */
  private void look() {
    var facts = stream.facts();
    if (facts.hasContent() && firstContentNanos == 0) {
      firstContentNanos = System.nanoTime();
    }
    if (facts.isDone() && doneNanos == 0) {
      doneNanos = System.nanoTime();
    }
    var error = facts.error();
    if (error != null) {
      failed(
          facts.isGarbage()
              ? fault(
                  Kind.INVALID_CONTENT,
                  RefusalReader.scrubbed(exchange.deployment(), error.message()))
              : RefusalReader.inStream(exchange.deployment(), error));
    }
  }

  /** The provider ended its answer as HTTP ends one. */
  private void ended() {
    if (isOver()) {
      return;
    }
    stream.finish(toCaller);
    look();
    if (isOver()) {
      return;
    }
    if (!stream.facts().isFinished()) {
      failed(fault(Kind.TRUNCATED, "its stream ended without a finish reason."));
      return;
    }
    good();
  }

  /** The connection broke. All is well if the closing event came before. */
  private void cut() {
    if (isOver()) {
      return;
    }
    if (stream.facts().isDone() && stream.facts().isFinished()) {
      good();
    } else {
      failed(fault(Kind.TRUNCATED, "the connection broke before its stream was whole."));
    }
  }

  private void good() {
    tries.ended(upstream == null ? 0 : upstream.statusCode(), null);
    stop();
    if (kept != null) {
      stream.close(kept::add);
    }
    finish(
        null,
        stream.facts(),
        span -> {
          if (!response.ended() && !response.closed()) {
            if (RequestBreakdown.isWanted(exchange)) {
              RequestBreakdown.write(exchange, span, writer);
            }
            stream.close(writer);
            writer.end();
          }
        });
  }

  private void write(byte[] bytes, int from, int to) {
    if (kept != null) {
      kept.add(bytes, from, to);
    }
    writer.write(bytes, from, to);
  }

  private void commit() {
    response.setChunked(true);
    response.putHeader("content-type", stream.mediaType());
    response.putHeader("cache-control", "no-cache");
    // nginx in front of us would else collect tokens before it lets them through
    response.putHeader("x-accel-buffering", "no");
    if (upstream != null) {
      copyHeaders(upstream.headers());
    }
  }

  private void afterFlush() {
    writtenNanos = System.nanoTime();
    var reply = upstream;
    if (response.writeQueueFull() && reply != null && !paused && !isOver()) {
      paused = true;
      reply.pause();
      response.drainHandler(
          drained -> {
            paused = false;
            reply.resume();
          });
    }
  }

  @Override
  boolean isPaused() {
    return paused;
  }

  @Override
  void stillGoing(long nanos) {
    if (doneNanos != 0 && nanos - doneNanos > LINGER_NANOS && stream.facts().isFinished()) {
      tries.ended(200, null);
      good();
      tries.reset();
      return;
    }
    if (writer.isCommitted()
        && !paused
        && !stream.facts().hasIds()
        && nanos - writtenNanos > plane.settings.heartbeat().toNanos()) {
      var ping = stream.heartbeat();
      writer.write(ping, 0, ping.length);
    }
  }

  @Override
  void tell(@Nullable GatewayError error) {
    if (error == null || !writer.isCommitted()) {
      super.tell(error);
      return;
    }
    if (!response.ended() && !response.closed()) {
      // Without its closing chunk the answer is broken off, which SDKs notice even when they do not
      // look at the event.
      var last = stream.failure(error);
      if (last.length == 0 && !writer.isPending()) {
        response.reset();
      } else {
        writer.last(last).onComplete(sent -> response.reset());
      }
    }
  }

  @Override
  void held() {
    writer.flush();
  }

  @Override
  boolean isCommitted() {
    return writer.isCommitted();
  }

  @Override
  long firstContentNanos() {
    return firstContentNanos;
  }

  @Override
  @Nullable StreamFacts factsSoFar() {
    return upstream == null ? null : stream.facts();
  }

  @Override
  @Nullable KeptBody kept() {
    return kept;
  }
}
