package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.token.TokenEndpoint;
import dev.turnpike.core.upstream.token.TokenRequest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.codec.BodyCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Asks token services over connections of their own: a token lasts an hour, and a pool would hold a
 * connection open for nothing.
 */
final class HttpTokenEndpoint implements TokenEndpoint {
  private static final long MOST_SECONDS = 10;

  private final Egress egress;

  HttpTokenEndpoint(Egress egress) {
    this.egress = egress;
  }

  @Override
  public CompletionStage<Reply> post(TokenRequest request) {
    var client = egress.newClient(null);
    return egress
        .addresses(request.endpoint())
        .compose(addresses -> post(request, client, addresses, 0))
        .timeout(MOST_SECONDS, TimeUnit.SECONDS)
        .map(reply -> new Reply(reply.statusCode(), bytes(reply)))
        .onComplete(done -> client.close())
        .toCompletionStage();
  }

  private static Future<HttpResponse<Buffer>> post(
      TokenRequest request, ProviderClient client, List<SocketAddress> addresses, int index) {
    var headers =
        List.of(
            Map.entry("content-type", "application/x-www-form-urlencoded"),
            Map.entry("accept", "application/json"),
            Map.entry("user-agent", "Turnpike"));
    var options =
        Egress.request(
            HttpMethod.POST,
            request.endpoint(),
            request.endpoint().getRawPath(),
            addresses.get(index),
            headers);
    return client
        .exchange(options, Buffer.buffer(request.form()), BodyCodec.buffer())
        .recover(
            failure ->
                index + 1 < addresses.size()
                    ? post(request, client, addresses, index + 1)
                    : Future.failedFuture(failure));
  }

  private static byte[] bytes(HttpResponse<Buffer> reply) {
    return reply.body() == null ? new byte[0] : reply.body().getBytes();
  }
}
