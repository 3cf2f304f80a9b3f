package dev.turnpike.gateway.telemetry;

import dev.turnpike.gateway.egress.CollectorForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;

/** Own spans for tests without the application. */
public final class OwnSpansForTests {
  private OwnSpansForTests() {}

  /** Sends none. */
  public static OwnSpans none(Vertx vertx) {
    return new OwnSpans(
        Telemetry.OFF, CollectorForTests.collector(vertx), new SimpleMeterRegistry());
  }
}
