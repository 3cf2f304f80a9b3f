package dev.turnpike.gateway.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.provider.BuiltInProviders;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a LiteLLM {@code config.yaml}: each endpoint with its key becomes a custom provider, each
 * entry of {@code model_list} a model.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/configs">LiteLLM's configuration</a>
 */
final class LiteLlm {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** What is read of an entry's {@code litellm_params}. */
  private static final Set<String> READ =
      Set.of(
          "model",
          "api_base",
          "base_url",
          "api_key",
          "timeout",
          "extra_headers",
          "headers",
          "temperature",
          "max_tokens",
          "top_p",
          "input_cost_per_token",
          "output_cost_per_token",
          "custom_llm_provider");

  private static final Set<String> INFO =
      Set.of(
          "id",
          "mode",
          "max_input_tokens",
          "max_tokens",
          "max_output_tokens",
          "input_cost_per_token",
          "output_cost_per_token",
          "cache_read_input_token_cost",
          "cache_creation_input_token_cost",
          "supports_function_calling",
          "supports_vision");

  private final Map<String, ObjectNode> providers = new LinkedHashMap<>();
  private final List<ObjectNode> models = new ArrayList<>();
  private final Map<String, String> variables = new TreeMap<>();
  private final List<String> unmapped = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private LiteLlm() {}

  static Plan read(JsonNode config) {
    var reading = new LiteLlm();
    var index = 0;
    for (var entry : config.path("model_list")) {
      reading.entry("model_list[" + index++ + "]", entry);
    }
    for (var section : config.properties()) {
      if (section.getKey().equals("model_list")) {
        continue;
      }
      if (section.getValue().isObject()) {
        section
            .getValue()
            .fieldNames()
            .forEachRemaining(
                name -> reading.unmapped.add(section.getKey() + "." + name + ": no equal"));
      } else {
        reading.unmapped.add(section.getKey() + ": no equal");
      }
    }
    return new Plan(
        List.copyOf(reading.providers.values()),
        reading.models,
        reading.variables,
        reading.unmapped);
  }

  private void entry(String at, JsonNode entry) {
    var name = entry.path("model_name").asText("").strip();
    var params = entry.path("litellm_params");
    var asked = params.path("model").asText("").strip();
    if (name.isEmpty() || asked.isEmpty()) {
      unmapped.add(at + ": it has no model_name or no litellm_params.model");
    } else if (name.contains("*") || asked.contains("*")) {
      unmapped.add(at + ": wildcards have no equal; add the models you call by name");
    } else if (!names.add(name)) {
      unmapped.add(
          at + ": a second deployment of " + name + "; a name has one, the first was taken");
    } else {
      var target = LiteLlmTarget.of(asked, params, BuiltInProviders.table());
      switch (target) {
        case LiteLlmTarget.Endpoint endpoint -> model(at, name, entry, endpoint);
        case LiteLlmTarget.None(var why) -> unmapped.add(at + " (" + name + "): " + why);
      }
    }
  }

  private void model(String at, String name, JsonNode entry, LiteLlmTarget.Endpoint endpoint) {
    var params = entry.path("litellm_params");
    var info = entry.path("model_info");
    var model = JsonNodeFactory.instance.objectNode();
    model.put("model_name", name);
    model.put("custom_provider_id", provider(at, endpoint, params));
    model.put("base_model_name", endpoint.model());
    cost(model, "input_cost", "input_cost_per_token", params, info);
    cost(model, "output_cost", "output_cost_per_token", params, info);
    cost(model, "cache_hit_input_cost", "cache_read_input_token_cost", params, info);
    cost(model, "cache_creation_input_cost", "cache_creation_input_token_cost", params, info);
    var window = info.path("max_input_tokens");
    if (window.canConvertToInt() && window.asInt() > 0) {
      model.put("max_context_window", window.asInt());
    }
    type(info.path("mode").asText("")).ifPresent(type -> model.put("model_type", type));
    flag(model, "function_call", info.path("supports_function_calling"));
    flag(model, "image_support", info.path("supports_vision"));
    models.add(model);
    beside(at + ".litellm_params", params, READ);
    beside(at + ".model_info", info, INFO);
    beside(at, entry, Set.of("model_name", "litellm_params", "model_info"));
  }

  private void beside(String at, JsonNode object, Set<String> read) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!read.contains(field)) {
                unmapped.add(at + "." + field + ": no equal");
              }
            });
  }

  /** One provider for each endpoint and key; its defaults are those of its first model. */
  private String provider(String at, LiteLlmTarget.Endpoint endpoint, JsonNode params) {
    var key = params.path("api_key").asText("").strip();
    var settings = JsonNodeFactory.instance.objectNode().put("base_url", endpoint.baseUrl());
    if (!endpoint.formats().isEmpty()) {
      endpoint.formats().forEach(settings.putArray("formats")::add);
    }
    for (var header : List.of("headers", "extra_headers")) {
      if (params.path(header).isObject() && !params.path(header).isEmpty()) {
        settings.set("extra_headers", params.get(header));
      }
    }
    for (var name : List.of("timeout", "temperature", "max_tokens", "top_p")) {
      if (params.path(name).isNumber()) {
        settings.set(name, params.get(name));
      }
    }
    var same = settings.toString() + key;
    var known = providers.get(same);
    if (known != null) {
      return known.path("provider_id").asText();
    }
    var id = freeId(endpoint.name());
    if (!key.isEmpty() && !key.equalsIgnoreCase("none")) {
      settings.put("api_key", "${TURNPIKE_SECRET:" + variable(at, key, id) + "}");
    }
    var body = JsonNodeFactory.instance.objectNode();
    body.put("provider_id", id).put("provider_name", endpoint.name());
    body.set("extra_kwargs", settings);
    providers.put(same, body);
    return id;
  }

  private String freeId(String name) {
    var derived = ProviderId.derivedFrom(name);
    var stem = derived.isEmpty() ? "litellm" : derived;
    stem = ProviderId.isReserved(stem) ? stem + "-endpoint" : stem;
    var id = stem;
    for (var n = 2; isTaken(id); n++) {
      id = stem + "-" + n;
    }
    return id;
  }

  private boolean isTaken(String id) {
    return providers.values().stream().anyMatch(p -> p.path("provider_id").asText().equals(id));
  }

  /** A key that stands in the file is asked for, too: it does not go into another file. */
  private String variable(String at, String key, String id) {
    if (key.startsWith("os.environ/")) {
      var name = key.substring("os.environ/".length());
      if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        variables.put(name, "the key of provider " + id);
        return name;
      }
    }
    var name = id.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_KEY";
    variables.put(name.matches("[0-9].*") ? "KEY_" + name : name, "the api_key of " + at);
    return name.matches("[0-9].*") ? "KEY_" + name : name;
  }

  private static void cost(
      ObjectNode model, String as, String name, JsonNode params, JsonNode info) {
    var perToken = params.path(name).isNumber() ? params.path(name) : info.path(name);
    if (perToken.isNumber()) {
      var perMillion = new BigDecimal(perToken.asText()).multiply(MILLION).stripTrailingZeros();
      model.put(as, perMillion.scale() < 0 ? perMillion.setScale(0) : perMillion);
    }
  }

  private static void flag(ObjectNode model, String name, JsonNode flag) {
    if (flag.isBoolean()) {
      model.put(name, flag.booleanValue() ? 1 : 0);
    }
  }

  private static Optional<String> type(String mode) {
    return switch (mode) {
      case "embedding", "rerank", "chat" -> Optional.of(mode);
      case "image_generation" -> Optional.of("image");
      case "audio_transcription" -> Optional.of("transcription");
      case "audio_speech" -> Optional.of("speech");
      default -> Optional.empty();
    };
  }
}
