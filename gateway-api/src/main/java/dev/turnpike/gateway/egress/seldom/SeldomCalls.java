package dev.turnpike.gateway.egress.seldom;

import dev.turnpike.gateway.egress.CappedBody;
import dev.turnpike.gateway.egress.Egress;
import dev.turnpike.gateway.egress.ProviderClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes single calls through the guard of every other call: the host's addresses are tried in turn
 * until one takes the connection. Any thread.
 */
@Singleton
public class SeldomCalls {
  private final Egress egress;
  private final Vertx vertx;

  SeldomCalls(Egress egress, Vertx vertx) {
    this.egress = egress;
    this.vertx = vertx;
  }

  /**
   * One call.
   *
   * @param base where scheme, host and port are taken from
   * @param target path and query
   * @param body absent: none is sent
   * @param caPem certificate authorities to trust instead of the platform's
   */
  record Call(
      HttpMethod method,
      URI base,
      String target,
      List<Map.Entry<String, String>> headers,
      @Nullable Buffer body,
      @Nullable String caPem) {
    Call {
      headers = List.copyOf(headers);
    }
  }

  /**
   * Makes the call; ends it when it takes too long.
   *
   * @param most bytes of the answer's body
   * @return failed with {@link dev.turnpike.gateway.egress.EgressDenied}, {@link
   *     java.util.concurrent.TimeoutException}, {@link CappedBody.TooLarge}, or what broke the
   *     connection
   */
  Future<CappedBody.Whole> send(Call call, int most, Duration patience) {
    var client = egress.newClient(call.caPem());
    return egress
        .addresses(call.base())
        .compose(addresses -> open(call, client, addresses, 0))
        .compose(request -> call.body() == null ? request.send() : request.send(call.body()))
        .compose(head -> CappedBody.read(head, most, () -> {}))
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(done -> client.close());
  }

  /**
   * The same, waited for.
   *
   * @throws ExecutionException with the cause that {@link #send} fails with
   */
  CappedBody.Whole await(Call call, int most, Duration patience)
      throws ExecutionException, InterruptedException {
    var answer = new CompletableFuture<CappedBody.Whole>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            turn ->
                Future.succeededFuture()
                    .compose(now -> send(call, most, patience))
                    .onSuccess(answer::complete)
                    .onFailure(answer::completeExceptionally));
    return answer.get();
  }

  private static Future<HttpClientRequest> open(
      Call call, ProviderClient client, List<SocketAddress> addresses, int index) {
    var request =
        Egress.request(
            call.method(), call.base(), call.target(), addresses.get(index), call.headers());
    var opened = client.open(request, false);
    return index + 1 == addresses.size()
        ? opened
        : opened.recover(failure -> open(call, client, addresses, index + 1));
  }
}
