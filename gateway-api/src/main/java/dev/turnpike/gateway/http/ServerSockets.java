package dev.turnpike.gateway.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** How callers' connections are set up. */
@ApplicationScoped
public class ServerSockets implements HttpServerOptionsCustomizer {

  /** Tokens leave at once: the system must not wait until there are enough of them for a packet. */
  public static void prepare(HttpServerOptions options) {
    options.setTcpNoDelay(true);
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    prepare(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    prepare(options);
  }
}
