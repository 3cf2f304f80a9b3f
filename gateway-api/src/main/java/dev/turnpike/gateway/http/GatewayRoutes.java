package dev.turnpike.gateway.http;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.exchange.entrance.Entrance;
import dev.turnpike.gateway.relay.ModelCalls;
import dev.turnpike.gateway.relay.ModelLists;
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

  void register(@Observes Router router, ModelCalls calls, ModelLists lists) {
    add(router, ModelRoutes.CHAT_COMPLETIONS, calls::chat);
    add(router, ModelRoutes.RESPONSES, to(calls, Entrance.of(DialectId.OPENAI_RESPONSES)));
    add(router, ModelRoutes.MESSAGES, to(calls, Entrance.of(DialectId.ANTHROPIC_MESSAGES)));
    add(
        router,
        ModelRoutes.COUNT_TOKENS,
        to(calls, Entrance.count(DialectId.ANTHROPIC_MESSAGES, null)));
    add(router, ModelRoutes.GENERATE_CONTENT, new GooglePath(calls));
    add(
        router,
        ModelRoutes.PROVIDER_RELAY,
        routing -> calls.serve(routing, Entrance.at(routing.pathParam("provider"))));
    ModelRoutes.OPERATIONS.forEach(
        (operation, route) -> add(router, route, to(calls, Entrance.relayed(operation))));
    ModelRoutes.DOCUMENTS.forEach(
        (operation, route) -> add(router, route, new DocumentPath(calls, operation)));
    add(router, ModelRoutes.ANTHROPIC_MODELS, lists::anthropic);
    add(router, ModelRoutes.GOOGLE_MODELS, lists::google);
  }

  private static Handler<RoutingContext> to(ModelCalls calls, Entrance entrance) {
    return routing -> calls.serve(routing, entrance);
  }

  private static void add(Router router, GatewayRoute route, Handler<RoutingContext> handler) {
    if (!ModelRoutes.ALL.contains(route)) {
      throw new IllegalArgumentException("a route without documentation: " + route.operationId());
    }
    for (var path : route.paths()) {
      var pattern = GatewayRoute.onRouter(path);
      router.route(HttpMethod.valueOf(route.method()), pattern).order(FIRST).handler(handler);
      if (!pattern.endsWith("*")) {
        router
            .route(HttpMethod.valueOf(route.method()), pattern + "/")
            .order(FIRST)
            .handler(handler);
      }
    }
  }
}
