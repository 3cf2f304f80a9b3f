package dev.turnpike.gateway.error;

import io.vertx.ext.web.RoutingContext;

/** Tells the console's pages, which answer people, from the endpoints that answer programs. */
final class ConsolePaths {

  private ConsolePaths() {}

  static boolean contain(RoutingContext context) {
    var path = context.normalizedPath();
    return path.equals("/console") || path.startsWith("/console/");
  }
}
