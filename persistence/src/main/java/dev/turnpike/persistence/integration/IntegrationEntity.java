package dev.turnpike.persistence.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.integration.Integration;
import dev.turnpike.persistence.catalog.StoredJson;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

@Entity
@Table(name = "integration")
class IntegrationEntity extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "organization_id", updatable = false)
  UUID organizationId;

  @Column(updatable = false)
  String provider;

  String name;

  int weight;

  boolean active;

  @ColumnTransformer(write = "?::json")
  String available;

  @ColumnTransformer(write = "?::json")
  String excluded;

  @ColumnTransformer(write = "?::json")
  String settings;

  @ColumnTransformer(write = "?::json")
  String hints;

  byte[] credential;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  static IntegrationEntity of(Integration integration) {
    var entity = new IntegrationEntity();
    entity.id = integration.id();
    entity.organizationId = integration.organization().value();
    entity.provider = integration.provider();
    entity.createdAt = integration.createdAt();
    entity.set(integration);
    return entity;
  }

  /** Takes over all that may change, save for the secrets. */
  void set(Integration integration) {
    name = integration.name();
    weight = integration.weight();
    active = integration.active();
    available = StoredJson.ofTexts(integration.available());
    excluded = StoredJson.ofTexts(integration.excluded());
    settings = settings(integration);
    hints = hints(integration);
    updatedAt = integration.updatedAt();
  }

  private static String settings(Integration integration) {
    var nodes = new LinkedHashMap<String, JsonNode>();
    integration
        .settings()
        .forEach((name, value) -> nodes.put(name, JsonNodeFactory.instance.textNode(value)));
    return StoredJson.ofNodes(nodes);
  }

  private static String hints(Integration integration) {
    var nodes = new LinkedHashMap<String, JsonNode>();
    integration
        .secrets()
        .forEach(
            (name, hint) ->
                nodes.put(
                    name,
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("set", hint.set())
                        .put("last4", hint.last4())));
    return StoredJson.ofNodes(nodes);
  }

  Integration toIntegration() {
    return new Integration(
        new OrganizationId(organizationId),
        id,
        provider,
        name,
        weight,
        active,
        StoredJson.texts(available),
        StoredJson.texts(excluded),
        storedSettings(),
        storedHints(),
        Integration.Source.STORED,
        createdAt,
        updatedAt);
  }

  private Map<String, String> storedSettings() {
    var values = new LinkedHashMap<String, String>();
    StoredJson.nodes(settings).forEach((field, value) -> values.put(field, value.asText()));
    return values;
  }

  private Map<String, CredentialHint> storedHints() {
    var values = new LinkedHashMap<String, CredentialHint>();
    StoredJson.nodes(hints)
        .forEach(
            (field, hint) ->
                values.put(
                    field,
                    new CredentialHint(
                        hint.path("set").asBoolean(), hint.path("last4").textValue())));
    return values;
  }
}
