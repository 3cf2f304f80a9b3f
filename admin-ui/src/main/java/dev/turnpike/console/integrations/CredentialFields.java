package dev.turnpike.console.integrations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.core.integration.Integration;
import dev.turnpike.core.provider.ProviderDescriptor;
import java.util.LinkedHashMap;
import java.util.List;

/** The credential's form and the wire's integration; field names are the wire's. */
final class CredentialFields {
  static final String PREFIX = "credentials.";

  private static final String MODELS = "available_models";
  private static final String EXCLUDED = "exclude_models";

  private CredentialFields() {}

  /** A new one, under a name that none of the provider's others has. */
  static Form blank(ProviderDescriptor row, List<CredentialRow> others) {
    var values = new LinkedHashMap<String, String>();
    var name = row.name();
    for (int n = 2; isTaken(name, others); n++) {
      name = row.name() + " " + n;
    }
    values.put("name", name);
    values.put("weight", "1");
    values.put("is_active", "1");
    return Form.of(values);
  }

  private static boolean isTaken(String name, List<CredentialRow> others) {
    return others.stream().anyMatch(other -> other.integration().name().equals(name));
  }

  static Form of(Integration integration) {
    var values = new LinkedHashMap<String, String>();
    values.put("name", integration.name());
    values.put("weight", String.valueOf(integration.weight()));
    if (integration.active()) {
      values.put("is_active", "1");
    }
    values.put(MODELS, String.join("\n", integration.available()));
    values.put(EXCLUDED, String.join("\n", integration.excluded()));
    integration.settings().forEach((name, value) -> values.put(PREFIX + name, value));
    return Form.of(values);
  }

  /** The whole of what the form shows; a secret that was left empty stays as it is. */
  static ObjectNode read(Fields fields, ProviderDescriptor row) {
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("provider_id", row.id());
    wire.put("name", fields.one("name"));
    var weight = fields.one("weight");
    wire.put("weight", weight.isEmpty() ? "1" : weight);
    wire.put("is_active", fields.ticked("is_active"));
    lines(fields, MODELS, wire);
    lines(fields, EXCLUDED, wire);
    var credentials = wire.putObject("credentials");
    for (var field : row.fields()) {
      var typed = fields.one(PREFIX + field.name());
      if (!typed.isEmpty()) {
        credentials.put(field.name(), typed);
      } else if (!field.secret() || fields.ticked("remove." + field.name())) {
        credentials.putNull(field.name());
      }
    }
    return wire;
  }

  private static void lines(Fields fields, String name, ObjectNode wire) {
    var list = wire.putArray(name);
    for (var line : fields.one(name).split("[\\r\\n,]+")) {
      if (!line.isBlank()) {
        list.add(line.strip());
      }
    }
  }
}
