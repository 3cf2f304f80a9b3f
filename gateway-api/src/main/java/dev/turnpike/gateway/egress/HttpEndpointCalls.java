package dev.turnpike.gateway.egress;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.provider.AuthScheme;
import dev.turnpike.core.trial.EndpointCalls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.codec.BodyCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts the requests of a trial through the same guard as every other call. */
@ApplicationScoped
class HttpEndpointCalls implements EndpointCalls {
  /** Longer answers are no answers to such small questions. */
  private static final int LONGEST = 256 * 1024;

  private final Egress egress;
  private final Vertx vertx;

  HttpEndpointCalls(Egress egress, Vertx vertx) {
    this.egress = egress;
    this.vertx = vertx;
  }

  @Override
  public Reply post(Endpoint endpoint, JsonNode body, Duration patience) {
    var client = egress.newClient(endpoint.caPem());
    var answer = new CompletableFuture<HttpResponse<Buffer>>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            turn ->
                egress
                    .addresses(endpoint.baseUrl())
                    .compose(addresses -> post(endpoint, body, client, addresses, 0))
                    .onComplete(
                        done -> {
                          if (done.succeeded()) {
                            answer.complete(done.result());
                          } else {
                            answer.completeExceptionally(done.cause());
                          }
                        }));
    try {
      var reply = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      var text = reply.body() == null ? "" : reply.body().toString();
      return new Reply(
          reply.statusCode(), text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    } catch (ExecutionException | TimeoutException e) {
      return Reply.NONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.NONE;
    } finally {
      // Ends a call that is still under way, too.
      client.close();
    }
  }

  private static Future<HttpResponse<Buffer>> post(
      Endpoint endpoint,
      JsonNode body,
      ProviderClient client,
      List<SocketAddress> addresses,
      int index) {
    var headers = new ArrayList<Map.Entry<String, String>>();
    headers.add(Map.entry("accept", "application/json, text/event-stream"));
    headers.add(Map.entry("content-type", "application/json"));
    headers.add(Map.entry("user-agent", "Turnpike"));
    var credential = endpoint.credential();
    AuthScheme auth = endpoint.auth();
    if (credential.apiKey() != null && auth.showsKey()) {
      headers.add(Map.entry(auth.header(), auth.value(credential.apiKey())));
    }
    credential.headers().forEach((name, value) -> headers.add(Map.entry(name, value)));
    var base = endpoint.baseUrl().getRawPath();
    var path = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + endpoint.path();
    return client
        .exchange(
            Egress.request(
                HttpMethod.POST, endpoint.baseUrl(), path, addresses.get(index), headers),
            Buffer.buffer(body.toString()),
            BodyCodec.buffer())
        .recover(
            failure ->
                index + 1 < addresses.size()
                    ? post(endpoint, body, client, addresses, index + 1)
                    : Future.failedFuture(failure));
  }
}
