package dev.turnpike.gateway.start;

import dev.turnpike.gateway.telemetry.TelemetrySettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variables by which every OpenTelemetry exporter is told where to send; nothing is sent
 * without an endpoint.
 *
 * @param source value of an environment variable; null or blank when not set
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">their names</a>
 */
record TelemetryVariables(UnaryOperator<@Nullable String> source) {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
  private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
  private static final String TRACES_HEADERS = "OTEL_EXPORTER_OTLP_TRACES_HEADERS";
  private static final String RESOURCE = "OTEL_RESOURCE_ATTRIBUTES";

  /**
   * Where own spans go; null when nowhere.
   *
   * @throws StartFailure naming the variable that is wrong
   */
  @Nullable TelemetrySettings read() {
    if (find("OTEL_SDK_DISABLED").filter(text -> text.equalsIgnoreCase("true")).isPresent()
        || find("OTEL_TRACES_EXPORTER").filter(text -> text.equalsIgnoreCase("none")).isPresent()) {
      return null;
    }
    var whole = find(TRACES_ENDPOINT);
    var base = find(ENDPOINT);
    if (whole.isEmpty() && base.isEmpty()) {
      return null;
    }
    var address =
        whole.isPresent()
            ? address(TRACES_ENDPOINT, whole.get())
            : address(ENDPOINT, base.get().replaceAll("/+$", "") + "/v1/traces");
    var protocol =
        find("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL").or(() -> find("OTEL_EXPORTER_OTLP_PROTOCOL"));
    if (protocol.filter("grpc"::equals).isPresent()) {
      throw new StartFailure(
          "OTEL_EXPORTER_OTLP_PROTOCOL grpc is not supported: name the collector's HTTP endpoint"
              + " (port 4318 as a rule) and http/json");
    }
    var headers = find(TRACES_HEADERS).isPresent() ? pairs(TRACES_HEADERS) : pairs(HEADERS);
    return new TelemetrySettings(address, headers, resource());
  }

  private Map<String, String> resource() {
    var resource = new LinkedHashMap<>(pairs(RESOURCE));
    resource.putIfAbsent("service.name", "turnpike");
    find("OTEL_SERVICE_NAME").ifPresent(name -> resource.put("service.name", name));
    return resource;
  }

  private Map<String, String> pairs(String variable) {
    var pairs = new LinkedHashMap<String, String>();
    for (var pair : find(variable).orElse("").split(",")) {
      int equals = pair.indexOf('=');
      if (pair.isBlank()) {
        continue;
      }
      if (equals < 1) {
        throw new StartFailure(variable + " must be name=value pairs separated by commas");
      }
      pairs.put(pair.substring(0, equals).strip(), decoded(variable, pair.substring(equals + 1)));
    }
    return pairs;
  }

  private static String decoded(String variable, String text) {
    try {
      return URLDecoder.decode(text.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(variable + " holds a percent sign that encodes nothing", e);
    }
  }

  private static URI address(String variable, String text) {
    try {
      var uri = new URI(text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new StartFailure(variable + " must be an address such as http://localhost:4318", e);
    }
    throw new StartFailure(variable + " must be an address such as http://localhost:4318");
  }

  private Optional<String> find(String variable) {
    return Optional.ofNullable(source.apply(variable))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
