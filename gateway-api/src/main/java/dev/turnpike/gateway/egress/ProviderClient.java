package dev.turnpike.gateway.egress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pooled connections of one event loop to one provider: an {@link HttpClient} for model calls,
 * and a {@link WebClient} around the very same pool for what is asked seldom. Used from its loop
 * alone.
 */
public final class ProviderClient {
  private final HttpClient pooled;
  private final WebClient web;
  private final Vertx vertx;
  private final HttpClientOptions options;

  /** Connections no request has used yet. */
  private final Set<HttpConnection> unused = Collections.newSetFromMap(new IdentityHashMap<>());

  private @Nullable HttpClient single;
  private long lastUsedNanos = System.nanoTime();

  ProviderClient(Vertx vertx, @Nullable String caPem, int poolSize, Duration connectTimeout) {
    this.vertx = vertx;
    this.options =
        new HttpClientOptions()
            .setTcpNoDelay(true)
            .setDecompressionSupported(false)
            .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
            .setKeepAliveTimeout(60)
            .setMaxRedirects(0);
    if (caPem != null) {
      options.setPemTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(caPem)));
    }
    this.pooled =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(poolSize).setMaxWaitQueueSize(64));
    pooled.connectionHandler(this::connected);
    this.web = WebClient.wrap(pooled, new WebClientOptions().setUserAgentEnabled(false));
  }

  /** Opens a request on a pooled connection, or on one of its own when {@code fresh}. */
  public Future<HttpClientRequest> open(RequestOptions request, boolean fresh) {
    lastUsedNanos = System.nanoTime();
    return (fresh ? single() : pooled).request(request);
  }

  /**
   * Sends a request that is no model call, and reads the whole answer. Web Client spares the code
   * around it, and costs a call of its own size in work: model calls use {@link #open}.
   */
  public <T> Future<HttpResponse<T>> exchange(
      RequestOptions request, @Nullable Buffer body, BodyCodec<T> codec) {
    lastUsedNanos = System.nanoTime();
    var call =
        web.request(request.getMethod(), request.getServer(), request)
            .followRedirects(false)
            .as(codec);
    return body == null ? call.send() : call.sendBuffer(body);
  }

  /** Whether the request's connection has served another before; asked once per request. */
  public boolean isReused(HttpClientRequest request) {
    return !unused.remove(request.connection());
  }

  boolean idleSince(long nanos) {
    return lastUsedNanos < nanos;
  }

  public void close() {
    pooled.close();
    if (single != null) {
      single.close();
    }
  }

  private void connected(HttpConnection connection) {
    unused.add(connection);
    connection.closeHandler(closed -> unused.remove(connection));
  }

  private HttpClient single() {
    if (single == null) {
      single =
          vertx.createHttpClient(
              new HttpClientOptions(options).setKeepAlive(false),
              new PoolOptions().setHttp1MaxSize(64));
    }
    return single;
  }
}
