package dev.turnpike.gateway.telemetry;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where own spans go, by the variables that OpenTelemetry names.
 *
 * @param traces the whole address spans are posted to
 * @param headers sent along; may hold secrets
 * @param resource attributes of this gateway, {@code service.name} among them
 */
public record TelemetrySettings(
    URI traces, Map<String, String> headers, Map<String, String> resource) {
  public TelemetrySettings {
    headers = Map.copyOf(headers);
    resource = Map.copyOf(new LinkedHashMap<>(resource));
  }

  @Override
  public String toString() {
    return "TelemetrySettings[" + traces.getHost() + "]";
  }
}
