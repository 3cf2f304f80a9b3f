package dev.turnpike.gateway.relay;

import dev.turnpike.core.access.Right;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.BodyTooLarge;
import dev.turnpike.core.error.GatewayError.Internal;
import dev.turnpike.core.error.GatewayError.InvalidRequest;
import dev.turnpike.core.error.GatewayError.NotPermitted;
import dev.turnpike.core.exchange.Ending;
import dev.turnpike.core.exchange.Exchange;
import dev.turnpike.core.exchange.entrance.Entrance;
import dev.turnpike.core.exchange.entrance.ErrorForms;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.exchange.entrance.LogId;
import dev.turnpike.core.portkey.PortkeyHeaders;
import dev.turnpike.core.snapshot.Snapshot;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.gateway.access.Authenticator;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes model calls of every dialect: who calls, then the body under its cap, then the pipeline,
 * then upstream. Every answer tells the id of its log row.
 */
@Singleton
public class ModelCalls {
  private static final Logger LOG = Logger.getLogger(ModelCalls.class);
  private static final byte[] NO_BODY = {};

  private final DataPlane plane;
  private final SnapshotSource snapshots;
  private final Authenticator authenticator;

  ModelCalls(DataPlane plane, SnapshotSource snapshots, Authenticator authenticator) {
    this.plane = plane;
    this.snapshots = snapshots;
    this.authenticator = authenticator;
  }

  /** Serves one chat completion, on the event loop. */
  public void chat(RoutingContext routing) {
    serve(routing, Entrance.of(DialectId.OPENAI_CHAT));
  }

  /** Serves one call that came in by this door, on the event loop. */
  public void serve(RoutingContext routing, Entrance entrance) {
    var request = routing.request();
    var response = request.response();
    var arrival = plane.clock.instant();
    long arrivalNanos = System.nanoTime();
    var logId = LogId.mint(arrival.toEpochMilli(), ThreadLocalRandom.current());
    response.putHeader("X-Respan-Log-Id", logId);
    var snapshot = snapshots.current();
    switch (authenticator.authenticate(
        snapshot, request::getHeader, name -> request.getParam(name))) {
      case Authenticator.Answer.Refused(var error, var key) -> {
        if (key == null) {
          authenticator.stray(request.path(), error);
          discardBody(request);
          Answers.send(response, error, ErrorForms.of(entrance.dialect()));
        } else {
          var ingress = ingress(request, entrance, logId, arrival, arrivalNanos, snapshot, key);
          refuseUnread(request, ingress, error);
        }
      }
      case Authenticator.Answer.Known(var key) -> {
        var ingress = ingress(request, entrance, logId, arrival, arrivalNanos, snapshot, key);
        var refused = beforeBody(request, key);
        if (refused != null) {
          refuseUnread(request, ingress, refused);
        } else {
          readBody(request, ingress);
        }
      }
    }
  }

  /** Refuses what is no call at all, such as a path without an operation. */
  public void refuse(RoutingContext routing, DialectId dialect, GatewayError error) {
    discardBody(routing.request());
    Answers.send(routing.response(), error, ErrorForms.of(dialect));
  }

  private static Ingress ingress(
      HttpServerRequest request,
      Entrance entrance,
      String logId,
      Instant arrival,
      long arrivalNanos,
      Snapshot snapshot,
      VirtualKey key) {
    var header = PortkeyHeaders.read(request::getHeader);
    return new Ingress(logId, arrival, arrivalNanos, entrance, snapshot, key, header);
  }

  private @Nullable GatewayError beforeBody(HttpServerRequest request, VirtualKey key) {
    if (!key.rights().contains(Right.CALLS)) {
      return new NotPermitted(Right.CALLS.name().toLowerCase(Locale.ROOT));
    }
    var encoding = request.getHeader("content-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return new InvalidRequest(
          "The request body is compressed (Content-Encoding: "
              + encoding
              + "), which is not supported; send it plain.",
          null,
          "unsupported_encoding");
    }
    int most = plane.settings.maxBodyBytes();
    return RequestBody.saysTooLarge(request, most) ? new BodyTooLarge(most) : null;
  }

  private void readBody(HttpServerRequest request, Ingress ingress) {
    int most = plane.settings.maxBodyBytes();
    var context = Vertx.currentContext();
    RequestBody.read(
        request,
        most,
        body -> run(new Exchange(ingress, body, System.nanoTime()), request.response(), context),
        () -> {
          request.response().putHeader("connection", "close");
          refuse(
              new Exchange(ingress, NO_BODY, System.nanoTime()),
              request.response(),
              context,
              new BodyTooLarge(most));
        });
  }

  private void run(Exchange exchange, HttpServerResponse response, Context context) {
    try {
      var refused = plane.pipeline.admit(exchange);
      if (refused.isPresent()) {
        refuse(exchange, response, context, refused.get());
        return;
      }
      Answers.tellDropped(response, exchange);
      var known = exchange.knownAnswer();
      if (known != null) {
        answer(exchange, response, context, known);
        return;
      }
      var running =
          exchange.request().stream() || exchange.passage().call().stream()
              ? new StreamedExchange(plane, exchange, response, context)
              : new BufferedExchange(plane, exchange, response, context);
      running.begin();
    } catch (RuntimeException e) {
      LOG.errorf(e, "call %s failed", exchange.ingress().logId());
      refuse(exchange, response, context, new Internal());
    }
  }

  /** Answers without a provider. */
  private void answer(
      Exchange exchange, HttpServerResponse response, Context context, byte[] body) {
    var ending =
        new Ending(
            200,
            null,
            null,
            new String(body, StandardCharsets.UTF_8),
            false,
            plane.clock.instant(),
            System.nanoTime(),
            0,
            0);
    plane.close(
        exchange,
        ending,
        context,
        () -> {},
        span -> {
          if (!response.ended() && !response.closed()) {
            response.putHeader("content-type", "application/json").end(Buffer.buffer(body));
          }
        });
  }

  /** Refuses before the body was read. */
  private void refuseUnread(HttpServerRequest request, Ingress ingress, GatewayError error) {
    discardBody(request);
    refuse(
        new Exchange(ingress, NO_BODY, System.nanoTime()),
        request.response(),
        Vertx.currentContext(),
        error);
  }

  private void refuse(
      Exchange exchange, HttpServerResponse response, Context context, GatewayError error) {
    var ending =
        new Ending(
            error.status(),
            error,
            null,
            null,
            false,
            plane.clock.instant(),
            System.nanoTime(),
            0,
            0);
    plane.close(
        exchange,
        ending,
        context,
        () -> {},
        span -> Answers.send(response, error, exchange.ingress().errors()));
  }

  /**
   * Lets the rest of the request go by, so that the caller reads the answer and not a broken pipe.
   */
  private static void discardBody(HttpServerRequest request) {
    var length = request.getHeader("content-length");
    if (length == null ? request.getHeader("transfer-encoding") != null : length.length() > 7) {
      request.response().putHeader("connection", "close");
    }
    request.resume();
  }
}
