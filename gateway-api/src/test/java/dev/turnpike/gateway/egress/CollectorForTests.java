package dev.turnpike.gateway.egress;

import io.vertx.core.Vertx;

/** A collector for tests without the application. */
public final class CollectorForTests {
  private CollectorForTests() {}

  public static Collector collector(Vertx vertx) {
    return new Collector(vertx);
  }
}
