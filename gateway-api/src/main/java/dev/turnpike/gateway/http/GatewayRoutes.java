package dev.turnpike.gateway.http;

import dev.turnpike.gateway.relay.ModelCalls;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The only place where routes are put on the Vert.x router. */
@ApplicationScoped
class GatewayRoutes {
  /** Before the handlers that Quarkus puts in front of REST: model calls need none of them. */
  private static final int FIRST = -1_000;

  void register(@Observes Router router, ModelCalls calls) {
    add(router, ModelRoutes.CHAT_COMPLETIONS, calls::chat);
  }

  private static void add(Router router, GatewayRoute route, Handler<RoutingContext> handler) {
    if (!ModelRoutes.ALL.contains(route)) {
      throw new IllegalArgumentException("a route without documentation: " + route.operationId());
    }
    for (var path : route.paths()) {
      for (var form : new String[] {path, path + "/"}) {
        router.route(HttpMethod.valueOf(route.method()), form).order(FIRST).handler(handler);
      }
    }
  }
}
