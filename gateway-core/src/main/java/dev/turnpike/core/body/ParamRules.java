package dev.turnpike.core.body;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.InvalidRequest;
import java.util.Map;
import java.util.Optional;

/** Forms and lengths of gateway parameters. */
final class ParamRules {
  private static final Map<String, Integer> LONGEST =
      Map.of(
          "customer_identifier", 254,
          "customer_email", 254,
          "customer_name", 254,
          "custom_identifier", 120,
          "thread_identifier", 120,
          "group_identifier", 120,
          "session_identifier", 120,
          "trace_group_identifier", 120,
          "evaluation_identifier", 120,
          "span_name", 255);

  private static final String[] OBJECTS = {
    "metadata", "properties", "customer_params", "credential_override", "model_name_map"
  };
  private static final String[] FLAGS = {"disable_log", "request_breakdown"};

  private ParamRules() {}

  static Optional<GatewayError> problem(ObjectNode params) {
    for (var rule : LONGEST.entrySet()) {
      var value = params.get(rule.getKey());
      if (value == null || value.isNull()) {
        continue;
      }
      if (value.isContainerNode()) {
        return invalid(rule.getKey(), "must be a text");
      }
      if (value.asText().length() > rule.getValue()) {
        return invalid(rule.getKey(), "must have at most " + rule.getValue() + " characters");
      }
    }
    for (var name : OBJECTS) {
      var value = params.get(name);
      if (value != null && !value.isNull() && !value.isObject()) {
        return invalid(name, "must be an object");
      }
    }
    var credentials = params.get("customer_credentials");
    if (credentials != null && !credentials.isNull() && !credentials.isContainerNode()) {
      return invalid("customer_credentials", "must be an object by provider, or a list of such");
    }
    for (var name : FLAGS) {
      var value = params.get(name);
      if (value != null && !value.isNull() && !value.isBoolean()) {
        return invalid(name, "must be true or false");
      }
    }
    return privacy(params);
  }

  private static Optional<GatewayError> privacy(ObjectNode params) {
    var value = params.get("log_privacy");
    return value == null || value.isNull() || LogPrivacy.ofWire(value.asText()).isPresent()
        ? Optional.empty()
        : invalid("log_privacy", "must be one of " + LogPrivacy.names());
  }

  private static Optional<GatewayError> invalid(String name, String rule) {
    return Optional.of(new InvalidRequest("`" + name + "` " + rule + ".", name));
  }
}
