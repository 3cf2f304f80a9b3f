package dev.turnpike.core.naming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.core.body.GatewayParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one call asks for besides its model: a provider to go to, credentials of its own, and names
 * of Azure deployments.
 *
 * @param provider id, prefix or credential name of a provider; absent: the name decides
 * @param credentials {@code customer_credentials} as sent
 * @param overrides {@code credential_override} as sent, by model name
 * @param deployments {@code model_name_map} as sent, by model name
 */
public record Wishes(
    @Nullable String provider, JsonNode credentials, JsonNode overrides, JsonNode deployments) {
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  public static final Wishes NONE = new Wishes(null, NOTHING, NOTHING, NOTHING);

  /**
   * @param routeProvider the header {@code X-Respan-Route-Provider}; absent when not sent
   */
  public static Wishes of(GatewayParams params, @Nullable String routeProvider) {
    if (params == GatewayParams.NONE && routeProvider == null) {
      return NONE;
    }
    var route = routeProvider == null || routeProvider.isBlank() ? null : routeProvider.strip();
    return new Wishes(
        route,
        params.get("customer_credentials").orElse(NOTHING),
        params.get("credential_override").orElse(NOTHING),
        params.get("model_name_map").orElse(NOTHING));
  }

  /** The credential that beats all others for this model. */
  Optional<JsonNode> override(String name, String upstreamName) {
    var found = overrides.path(name).isObject() ? overrides.get(name) : overrides.get(upstreamName);
    return Optional.ofNullable(found).filter(JsonNode::isObject);
  }

  /** The deployment a model goes by at Azure; absent when it was not said. */
  Optional<String> deployment(String name, String upstreamName) {
    var found =
        deployments.path(name).isTextual() ? deployments.get(name) : deployments.get(upstreamName);
    return Optional.ofNullable(found).map(JsonNode::textValue).filter(t -> !t.isBlank());
  }

  /**
   * One credential of the call's own.
   *
   * @param fields by field name, as sent
   */
  record Own(JsonNode fields, int weight, List<String> available, List<String> excluded) {
    /** Whether it may serve the model, which goes by the caller's name or the provider's. */
    boolean serves(String name, String upstreamName) {
      return (available.isEmpty() || available.contains(name) || available.contains(upstreamName))
          && !excluded.contains(name)
          && !excluded.contains(upstreamName);
    }
  }

  /**
   * The call's own credentials for a provider. Both shapes are read: fields by provider, and a list
   * of such objects under {@code credentials} with weights and model lists.
   *
   * @param isIt whether a name of {@code customer_credentials} means the provider
   */
  List<Own> own(java.util.function.Predicate<String> isIt) {
    var own = new ArrayList<Own>();
    if (credentials.isArray()) {
      credentials.forEach(entry -> collect(entry.path("credentials"), entry, isIt, own));
    } else {
      collect(credentials, NOTHING, isIt, own);
    }
    return own;
  }

  private static void collect(
      JsonNode byProvider,
      JsonNode entry,
      java.util.function.Predicate<String> isIt,
      List<Own> into) {
    for (Map.Entry<String, JsonNode> member : byProvider.properties()) {
      if (!isIt.test(member.getKey())) {
        continue;
      }
      var value = member.getValue();
      if (value.isArray()) {
        value.forEach(
            one ->
                into.add(
                    one(one.path("credentials").isObject() ? one.get("credentials") : one, one)));
      } else if (value.isObject()) {
        into.add(one(value, entry));
      }
    }
  }

  private static Own one(JsonNode fields, JsonNode entry) {
    int weight = entry.path("weight").canConvertToInt() ? entry.path("weight").asInt() : 1;
    return new Own(
        fields,
        Math.max(1, weight),
        texts(entry, "available_models"),
        texts(entry, "exclude_models"));
  }

  private static List<String> texts(JsonNode entry, String field) {
    var texts = new ArrayList<String>();
    entry.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Every secret that came with the call, to keep it out of logs. */
  public List<String> secrets() {
    var secrets = new ArrayList<String>();
    if (this != NONE) {
      texts(credentials, secrets);
      texts(overrides, secrets);
    }
    return secrets;
  }

  private static final java.util.Set<String> PUBLIC =
      java.util.Set.of(
          "api_base",
          "api_version",
          "aws_region_name",
          "vertex_ai_project",
          "vertex_ai_location",
          "available_models",
          "exclude_models",
          "weight");

  private static void texts(JsonNode node, List<String> into) {
    for (var member : node.properties()) {
      if (!PUBLIC.contains(member.getKey())) {
        texts(member.getValue(), into);
      }
    }
    if (node.isArray()) {
      node.forEach(item -> texts(item, into));
    }
    if (node.isTextual() && node.textValue().length() >= 6) {
      into.add(node.textValue());
    }
  }
}
