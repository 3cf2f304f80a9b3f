package dev.turnpike.console.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.error.FieldErrors;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model's form and the wire's model; field names are the wire's. */
final class ModelFields {
  private static final List<String> PRICES =
      List.of("input_cost", "output_cost", "cache_hit_input_cost", "cache_creation_input_cost");

  private ModelFields() {}

  /** A new model of a provider, perhaps of a name its endpoint reported. */
  static Form blank(String provider, String name) {
    var values = new LinkedHashMap<String, String>();
    values.put("custom_provider_id", provider);
    values.put("model_name", name);
    values.put("base_model_name", name);
    values.put("model_type", "chat");
    values.put("streaming_support", "1");
    return Form.of(values);
  }

  static Form of(Model model) {
    var values = new LinkedHashMap<String, List<String>>();
    values.put("custom_provider_id", List.of(model.provider().value()));
    values.put("base_model_name", List.of(model.upstreamName()));
    values.put("model_type", List.of(model.type().wire()));
    put(values, "input_cost", model.price().input());
    put(values, "output_cost", model.price().output());
    put(values, "cache_hit_input_cost", model.price().cacheRead());
    put(values, "cache_creation_input_cost", model.price().cacheWrite());
    var window = model.contextWindow();
    if (window != null) {
      values.put("max_context_window", List.of(window.toString()));
    }
    tick(values, "function_call", model.capabilities().functionCall());
    tick(values, "image_support", model.capabilities().imageInput());
    tick(values, "streaming_support", model.capabilities().streaming());
    return new Form(values, new FieldErrors(Map.of()));
  }

  /** The whole of what the form shows; the name is sent only with a new model. */
  static ObjectNode read(Fields fields, boolean isNew) {
    var wire = JsonNodeFactory.instance.objectNode();
    if (isNew) {
      wire.put("model_name", fields.one("model_name"));
    }
    wire.put("custom_provider_id", fields.one("custom_provider_id"));
    wire.put("base_model_name", fields.one("base_model_name"));
    wire.put("model_type", fields.one("model_type"));
    for (var price : PRICES) {
      putOrNull(wire, price, fields.one(price));
    }
    putOrNull(
        wire, "max_context_window", fields.one("max_context_window").replaceAll("[\\s,_]", ""));
    for (var flag : List.of("function_call", "image_support", "streaming_support")) {
      wire.put(flag, fields.ticked(flag) ? 1 : 0);
    }
    return wire;
  }

  private static void putOrNull(ObjectNode wire, String name, String value) {
    if (value.isEmpty()) {
      wire.putNull(name);
    } else {
      wire.put(name, value);
    }
  }

  private static void put(
      Map<String, List<String>> values, String name, @Nullable BigDecimal price) {
    if (price != null) {
      values.put(name, List.of(price.toPlainString()));
    }
  }

  private static void tick(Map<String, List<String>> values, String name, boolean on) {
    if (on) {
      values.put(name, List.of("1"));
    }
  }
}
