package dev.turnpike.core.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.CredentialHint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * An integration as a JSON object, for the copy on disk. Reading throws {@link
 * IllegalArgumentException}.
 */
public final class IntegrationJson {
  private IntegrationJson() {}

  public static void write(Integration integration, ObjectNode out) {
    out.put("organization", integration.organization().toString());
    out.put("id", integration.id().toString());
    out.put("provider", integration.provider());
    out.put("name", integration.name());
    out.put("weight", integration.weight());
    out.put("active", integration.active());
    integration.available().forEach(out.putArray("available")::add);
    integration.excluded().forEach(out.putArray("excluded")::add);
    integration.settings().forEach(out.putObject("settings")::put);
    var hints = out.putObject("hints");
    integration
        .secrets()
        .forEach(
            (name, hint) ->
                hints.putObject(name).put("set", hint.set()).put("last4", hint.last4()));
    out.put("created_at", integration.createdAt().toString());
    out.put("updated_at", integration.updatedAt().toString());
  }

  public static Integration read(JsonNode in) {
    var settings = new LinkedHashMap<String, String>();
    in.path("settings").properties().forEach(m -> settings.put(m.getKey(), m.getValue().asText()));
    var hints = new LinkedHashMap<String, CredentialHint>();
    in.path("hints")
        .properties()
        .forEach(
            m ->
                hints.put(
                    m.getKey(),
                    new CredentialHint(
                        m.getValue().path("set").asBoolean(),
                        m.getValue().path("last4").textValue())));
    return new Integration(
        new OrganizationId(UUID.fromString(in.required("organization").asText())),
        UUID.fromString(in.required("id").asText()),
        in.required("provider").asText(),
        in.required("name").asText(),
        in.required("weight").asInt(),
        in.path("active").asBoolean(),
        texts(in.path("available")),
        texts(in.path("excluded")),
        settings,
        hints,
        Integration.Source.STORED,
        Instant.parse(in.required("created_at").asText()),
        Instant.parse(in.required("updated_at").asText()));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
