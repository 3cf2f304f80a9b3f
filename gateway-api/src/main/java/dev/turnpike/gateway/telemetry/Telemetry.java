package dev.turnpike.gateway.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Whether own spans are sent.
 *
 * @param collector where to; absent: nowhere
 */
public record Telemetry(@Nullable TelemetrySettings collector) {
  public static final Telemetry OFF = new Telemetry(null);
}
