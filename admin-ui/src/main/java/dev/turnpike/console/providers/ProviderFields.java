package dev.turnpike.console.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.FieldErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The provider's form and the wire's provider, one turned into the other. Field names are the
 * wire's, where it has one.
 */
final class ProviderFields {
  static final String HEADERS = "extra_kwargs.extra_headers";
  static final String DEFAULTS = "defaults";

  private static final Set<String> OWN =
      Set.of(
          "base_url",
          "api_key",
          "auth_scheme",
          "formats",
          "extra_headers",
          "forward_headers",
          "timeout",
          "ca_pem");

  private static final ObjectMapper JSON = new ObjectMapper();

  private ProviderFields() {}

  /** Wire input, and what could not even be turned into it. */
  record Read(ObjectNode wire, FieldErrors errors) {}

  static Form blank() {
    return new Form(
        Map.of("format", List.of(DialectId.OPENAI_CHAT.wire())), new FieldErrors(Map.of()));
  }

  static Form of(Provider provider) {
    var values = new LinkedHashMap<String, List<String>>();
    values.put("provider_name", List.of(provider.name()));
    values.put("extra_kwargs.base_url", List.of(provider.baseUrl().toString()));
    values.put("format", provider.paths().keySet().stream().map(DialectId::wire).toList());
    provider.paths().forEach((d, path) -> values.put("path." + d.wire(), List.of(path)));
    values.put(
        "extra_kwargs.forward_headers", List.of(String.join("\n", provider.forwardHeaders())));
    var auth = provider.profile().auth();
    if (auth != null) {
      values.put("extra_kwargs.auth_scheme", List.of(auth.wire()));
    }
    if (!provider.timeout().equals(Provider.DEFAULT_TIMEOUT)) {
      values.put(
          "extra_kwargs.timeout",
          List.of(
              java.math.BigDecimal.valueOf(provider.timeout().toMillis(), 3)
                  .stripTrailingZeros()
                  .toPlainString()));
    }
    var pem = provider.caPem();
    if (pem != null) {
      values.put("extra_kwargs.ca_pem", List.of(pem));
    }
    var defaults = members(provider);
    if (!defaults.isEmpty()) {
      values.put(DEFAULTS, List.of(defaults.toPrettyString()));
    }
    return new Form(values, new FieldErrors(Map.of()));
  }

  /**
   * @param before the provider being edited: what the form leaves out of it is removed
   */
  static Read read(Fields fields, @Nullable Provider before) {
    var wire = JsonNodeFactory.instance.objectNode();
    var errors = new FieldErrors.Builder();
    wire.put("provider_name", fields.one("provider_name"));
    var extra = wire.putObject("extra_kwargs");
    extra.put("base_url", fields.one("extra_kwargs.base_url"));
    readSecrets(fields, extra, errors);
    var formats = extra.putObject("formats");
    fields.all("format").forEach(f -> formats.put(f, fields.one("path." + f)));
    var forwarded = extra.putArray("forward_headers");
    for (var name : fields.one("extra_kwargs.forward_headers").split("[\\s,]+")) {
      if (!name.isEmpty()) {
        forwarded.add(name);
      }
    }
    putOrNull(extra, "auth_scheme", fields.one("extra_kwargs.auth_scheme"));
    putOrNull(extra, "timeout", fields.one("extra_kwargs.timeout"));
    putOrNull(extra, "ca_pem", fields.one("extra_kwargs.ca_pem"));
    readDefaults(fields, extra, before, errors);
    return new Read(wire, errors.build());
  }

  private static void readSecrets(Fields fields, ObjectNode extra, FieldErrors.Builder errors) {
    var key = fields.one("extra_kwargs.api_key");
    if (!key.isEmpty()) {
      extra.put("api_key", key);
    } else if (fields.ticked("remove_key")) {
      extra.putNull("api_key");
    }
    if (fields.ticked("remove_headers")) {
      extra.putNull("extra_headers");
    } else if (!fields.one(HEADERS).isEmpty()) {
      var headers = extra.putObject("extra_headers");
      for (var line : fields.one(HEADERS).lines().filter(l -> !l.isBlank()).toList()) {
        var colon = line.indexOf(':');
        if (colon < 1) {
          errors.add(HEADERS, "Write one header a line, as Name: value.");
        } else {
          headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
      }
    }
  }

  private static void readDefaults(
      Fields fields, ObjectNode extra, @Nullable Provider before, FieldErrors.Builder errors) {
    var typed = fields.one(DEFAULTS);
    ObjectNode given = JsonNodeFactory.instance.objectNode();
    try {
      JsonNode node = typed.isEmpty() ? given : JSON.readTree(typed);
      if (node instanceof ObjectNode object) {
        given = object;
      } else {
        errors.add(DEFAULTS, "Must be a JSON object, such as {\"temperature\": 0.2}.");
      }
    } catch (JsonProcessingException e) {
      errors.add(DEFAULTS, "Is not valid JSON: " + e.getOriginalMessage());
    }
    if (before != null) {
      for (var name : members(before).propertyStream().map(Map.Entry::getKey).toList()) {
        if (!given.has(name)) {
          extra.putNull(name);
        }
      }
    }
    for (var member : given.properties()) {
      if (OWN.contains(member.getKey())) {
        errors.add(DEFAULTS, member.getKey() + " has a field of its own on this page.");
      } else {
        extra.set(member.getKey(), member.getValue());
      }
    }
  }

  private static ObjectNode members(Provider provider) {
    var members = JsonNodeFactory.instance.objectNode();
    provider.defaults().forEach(members::set);
    provider.extras().forEach(members::set);
    return members;
  }

  private static void putOrNull(ObjectNode node, String name, String value) {
    if (value.isEmpty()) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}
