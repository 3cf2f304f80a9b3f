package dev.turnpike.gateway.egress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts to the collector of the gateway's own spans. Its address was given by the operator of this
 * process, like the database's: the policy for addresses that users type does not apply. Any
 * thread.
 */
@Singleton
public class Collector {
  private static final int CONNECT_MILLIS = 5_000;
  private static final long ANSWER_MILLIS = 10_000;

  private final Vertx vertx;
  private @Nullable HttpClient client;

  Collector(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Posts JSON.
   *
   * @return the status; redirects are not followed
   */
  public Future<Integer> post(URI address, Map<String, String> headers, byte[] json) {
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(address.toString())
            .setTimeout(ANSWER_MILLIS)
            .putHeader("content-type", "application/json");
    headers.forEach(request::putHeader);
    return client().request(request).compose(opened -> send(opened, json));
  }

  private static Future<Integer> send(HttpClientRequest opened, byte[] json) {
    return opened
        .send(Buffer.buffer(json))
        .compose(answer -> answer.body().map(body -> answer.statusCode()));
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          vertx.createHttpClient(
              new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxRedirects(0));
    }
    return client;
  }
}
