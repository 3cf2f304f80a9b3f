package dev.turnpike.core.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.integration.IntegrationJson;
import dev.turnpike.core.integration.StoredIntegration;
import dev.turnpike.core.snapshot.Configuration.StoredProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The form of a {@link Configuration} on disk: one JSON document with a number for its form. */
final class ConfigurationCodec {
  /** Raised when the form changes; a copy of another form is left aside and made anew. */
  private static final int FORM = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ConfigurationCodec() {}

  static byte[] encode(Configuration configuration) {
    var root = JSON.createObjectNode();
    root.put("form", FORM);
    root.put("version", configuration.version());
    var providers = root.putArray("providers");
    for (var stored : configuration.providers()) {
      var wire = providers.addObject();
      StoredForm.write(stored.provider(), wire.putObject("provider"));
      if (stored.sealed() != null) {
        wire.put("sealed", stored.sealed());
      }
    }
    var models = root.putArray("models");
    configuration.models().forEach(model -> StoredForm.write(model, models.addObject()));
    var keys = root.putArray("keys");
    configuration.keys().forEach(key -> StoredForm.write(key, keys.addObject()));
    var integrations = root.putArray("integrations");
    for (var stored : configuration.integrations()) {
      var wire = integrations.addObject();
      IntegrationJson.write(stored.integration(), wire.putObject("integration"));
      wire.put("sealed", stored.sealed());
    }
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  /**
   * @throws IllegalArgumentException when it is not of this form
   */
  static Configuration decode(byte[] bytes) {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a configuration", e);
    }
    if (root.path("form").asInt() != FORM) {
      throw new IllegalArgumentException("a configuration of another form");
    }
    return new Configuration(
        root.path("version").asLong(),
        all(root.path("providers"), ConfigurationCodec::storedProvider),
        all(root.path("models"), StoredForm::model),
        all(root.path("keys"), StoredForm::key),
        all(root.path("integrations"), ConfigurationCodec::storedIntegration));
  }

  private static StoredProvider storedProvider(ObjectNode wire) {
    try {
      return new StoredProvider(
          StoredForm.provider((ObjectNode) wire.required("provider")),
          wire.has("sealed") ? wire.get("sealed").binaryValue() : null);
    } catch (IOException e) {
      throw new IllegalArgumentException("not Base64", e);
    }
  }

  private static StoredIntegration storedIntegration(ObjectNode wire) {
    try {
      return new StoredIntegration(
          IntegrationJson.read(wire.required("integration")),
          wire.required("sealed").binaryValue());
    } catch (IOException e) {
      throw new IllegalArgumentException("not Base64", e);
    }
  }

  private static <T> List<T> all(JsonNode array, Function<ObjectNode, T> reader) {
    var values = new ArrayList<T>();
    array.forEach(node -> values.add(reader.apply((ObjectNode) node)));
    return values;
  }
}
