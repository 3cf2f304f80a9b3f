package dev.turnpike.gateway.access;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** The authenticator without an application around it. */
public final class AccessForTests {
  private AccessForTests() {}

  public static Authenticator authenticator(Clock clock) {
    return new Authenticator(clock, new SimpleMeterRegistry());
  }
}
