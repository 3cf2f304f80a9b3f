package dev.turnpike.core.portkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Portkey config object as gateway parameters.
 *
 * @param parameters {@code fallback_models}, {@code load_balance_models}, {@code retry_params},
 *     {@code cache_enabled}, {@code cache_ttl}, {@code timeout}
 * @param model what it asks for instead of the request's own model; absent where it does not
 * @param provider which provider it asks for; absent where the model decides
 * @param unmapped paths of what has no equal here, such as {@code cache.mode}
 * @see <a href="https://portkey.ai/docs/api-reference/inference-api/config-object">Portkey's config
 *     object</a>
 */
public record PortkeyConfig(
    ObjectNode parameters,
    @Nullable String model,
    @Nullable String provider,
    List<String> unmapped) {
  private static final Set<String> KNOWN =
      Set.of("strategy", "targets", "retry", "cache", "provider", "override_params", "weight");

  public PortkeyConfig {
    unmapped = List.copyOf(unmapped);
  }

  /** Reads it; what is not an object is named as a whole. */
  public static PortkeyConfig read(JsonNode config) {
    var reading = new Reading();
    if (config.isObject()) {
      reading.all(config);
    } else {
      reading.unmapped.add("");
    }
    return new PortkeyConfig(reading.parameters, reading.model, reading.provider, reading.unmapped);
  }

  /** One config being read. */
  private static final class Reading {
    private final ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    private final List<String> unmapped = new ArrayList<>();
    private @Nullable String model;
    private @Nullable String provider;

    void all(JsonNode config) {
      unknown("", config);
      retry(config.path("retry"));
      cache(config.path("cache"));
      var own = target("", config);
      var mode = config.path("strategy").path("mode").asText("single");
      beside("strategy", config.path("strategy"), Set.of("mode"));
      var targets = new ArrayList<Target>();
      var index = 0;
      for (var one : config.path("targets")) {
        var at = "targets[" + index++ + "].";
        unknown(at, one);
        for (var inner : List.of("strategy", "targets", "retry", "cache")) {
          if (one.has(inner)) {
            unmapped.add(at + inner);
          }
        }
        targets.add(target(at, one));
      }
      route(mode, own, targets);
    }

    private void unknown(String at, JsonNode object) {
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!KNOWN.contains(name)) {
                  unmapped.add(at + name);
                }
              });
    }

    private void beside(String at, JsonNode object, Set<String> known) {
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!known.contains(name)) {
                  unmapped.add(at + "." + name);
                }
              });
    }

    private void retry(JsonNode retry) {
      if (retry.isMissingNode()) {
        return;
      }
      beside("retry", retry, Set.of("attempts"));
      var attempts = retry.path("attempts");
      if (attempts.canConvertToInt() && attempts.asInt() > 0) {
        parameters
            .putObject("retry_params")
            .put("retry_enabled", true)
            .put("num_retries", attempts.asInt());
      } else if (!attempts.isMissingNode() && attempts.asInt(-1) != 0) {
        unmapped.add("retry.attempts");
      }
    }

    private void cache(JsonNode cache) {
      if (cache.isMissingNode()) {
        return;
      }
      var mode = cache.isTextual() ? cache.asText() : cache.path("mode").asText("simple");
      if (!mode.equals("simple")) {
        unmapped.add("cache.mode");
        return;
      }
      parameters.put("cache_enabled", true);
      if (cache.path("max_age").isNumber()) {
        parameters.set("cache_ttl", cache.get("max_age"));
      }
      if (cache.isObject()) {
        beside("cache", cache, Set.of("mode", "max_age"));
      }
    }

    private record Target(@Nullable String provider, @Nullable String model, JsonNode weight) {
      /** As callers here ask for it. */
      @Nullable String name() {
        return model == null || provider == null ? model : provider + "/" + model;
      }
    }

    private Target target(String at, JsonNode object) {
      var override = object.path("override_params");
      override
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!name.equals("model")) {
                  unmapped.add(at + "override_params." + name);
                }
              });
      var asked = override.path("model").asText("");
      var name = object.path("provider").asText("");
      return new Target(
          name.isBlank() ? null : PortkeyHeaders.withoutAt(name),
          asked.isBlank() ? null : PortkeyHeaders.withoutAt(asked),
          object.path("weight"));
    }

    private void route(String mode, Target own, List<Target> targets) {
      model = own.model();
      provider = own.provider();
      if (targets.isEmpty()) {
        return;
      }
      switch (mode) {
        case "single" -> first(targets.getFirst());
        case "fallback" -> {
          first(targets.getFirst());
          var others = parameters.putArray("fallback_models");
          rest(targets.subList(1, targets.size()), 1, (target, name) -> others.add(name));
        }
        case "loadbalance" -> {
          var choices = parameters.putArray("load_balance_models");
          rest(
              targets,
              0,
              (target, name) -> {
                var choice = choices.addObject().put("model", name);
                choice.set(
                    "weight",
                    target.weight().isNumber()
                        ? target.weight()
                        : JsonNodeFactory.instance.numberNode(1));
              });
        }
        default -> {
          unmapped.add("strategy.mode");
          first(targets.getFirst());
        }
      }
    }

    private void first(Target target) {
      model = target.model() != null ? target.model() : model;
      provider = target.provider() != null ? target.provider() : provider;
    }

    private interface Naming {
      void put(Target target, String name);
    }

    /** A target without a model of its own would be asked for the request's, which is not known. */
    private void rest(List<Target> targets, int from, Naming naming) {
      for (var i = 0; i < targets.size(); i++) {
        var name = targets.get(i).name();
        if (name == null) {
          unmapped.add("targets[" + (i + from) + "]");
        } else {
          naming.put(targets.get(i), name);
        }
      }
    }
  }
}
