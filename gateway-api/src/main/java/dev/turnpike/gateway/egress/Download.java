package dev.turnpike.gateway.egress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.codec.BodyCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets a file through the same guard as every other call. Blocking; thread-safe. */
@ApplicationScoped
public class Download {
  private final Egress egress;
  private final Vertx vertx;

  Download(Egress egress, Vertx vertx) {
    this.egress = egress;
    this.vertx = vertx;
  }

  /**
   * @throws IOException when it is not answered with 200, in time, or is too large; the message
   *     says which
   */
  public byte[] get(URI address, int most, Duration patience) throws IOException {
    var client = egress.newClient(null);
    var answer = new CompletableFuture<HttpResponse<Buffer>>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            turn ->
                egress
                    .addresses(address)
                    .compose(addresses -> get(address, client, addresses, 0))
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
      var body = reply.body();
      if (reply.statusCode() != 200 || body == null) {
        throw new IOException(address.getHost() + " answered with status " + reply.statusCode());
      }
      if (body.length() > most) {
        throw new IOException("it is larger than " + most + " bytes");
      }
      return body.getBytes();
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(address.getHost() + ": " + cause.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException(address.getHost() + " did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      client.close();
    }
  }

  private static Future<HttpResponse<Buffer>> get(
      URI address, ProviderClient client, List<SocketAddress> addresses, int index) {
    var query = address.getRawQuery();
    var path =
        (address.getRawPath().isEmpty() ? "/" : address.getRawPath())
            + (query == null ? "" : "?" + query);
    return client
        .exchange(
            Egress.request(
                HttpMethod.GET,
                address,
                path,
                addresses.get(index),
                List.of(Map.entry("user-agent", "Turnpike"))),
            null,
            BodyCodec.buffer())
        .recover(
            failure ->
                index + 1 < addresses.size()
                    ? get(address, client, addresses, index + 1)
                    : Future.failedFuture(failure));
  }
}
