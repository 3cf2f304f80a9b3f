package dev.turnpike.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.gateway.http.ServerSockets;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is set on the very sockets, on the callers' side and on the providers'. */
class SocketsTest {

  @Test
  void sendsSmallPiecesAtOnceOnBothSides() throws Exception {
    var vertx = Vertx.vertx();
    try {
      // A server of Vert.x may be told otherwise; ours is not.
      var options = new HttpServerOptions().setTcpNoDelay(false);
      ServerSockets.prepare(options);
      var callers = new CompletableFuture<HttpConnection>();
      var server =
          vertx
              .createHttpServer(options)
              .connectionHandler(callers::complete)
              .requestHandler(request -> request.response().end())
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      var client = EgressForTests.egress(vertx).newClient(null);

      var request =
          client
              .open(
                  Egress.request(
                      HttpMethod.GET,
                      URI.create("http://127.0.0.1:" + server.actualPort()),
                      "/",
                      SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1"),
                      List.of()),
                  false)
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);

      // The server tells of a connection with its first bytes.
      request.end();
      assertThat(noDelay(request.connection())).as("to the provider").isTrue();
      assertThat(noDelay(callers.get(30, TimeUnit.SECONDS))).as("to the caller").isTrue();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Boolean noDelay(HttpConnection connection) {
    return ((ConnectionBase) connection).channel().config().getOption(ChannelOption.TCP_NODELAY);
  }
}
