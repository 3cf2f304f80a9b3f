package dev.turnpike.persistence.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.provider.StoredProfile;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "provider")
class ProviderEntity extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "organization_id", updatable = false)
  UUID organizationId;

  @Column(name = "provider_id", updatable = false)
  String providerId;

  String name;

  @Column(name = "base_url")
  String baseUrl;

  @ColumnTransformer(write = "?::json")
  String paths;

  @Column(name = "header_names")
  @ColumnTransformer(write = "?::json")
  String headerNames;

  @Column(name = "forward_headers")
  @ColumnTransformer(write = "?::json")
  String forwardHeaders;

  @Column(name = "ca_pem")
  @Nullable String caPem;

  @Column(name = "timeout_ms")
  long timeoutMs;

  @ColumnTransformer(write = "?::json")
  String defaults;

  @ColumnTransformer(write = "?::json")
  String extras;

  byte @Nullable [] credential;

  @ColumnTransformer(write = "?::json")
  String profile;

  @Column(name = "key_set")
  boolean keySet;

  @Column(name = "key_last4")
  @Nullable String keyLast4;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  static ProviderEntity of(Provider provider) {
    var entity = new ProviderEntity();
    entity.id = UUID.randomUUID();
    entity.organizationId = provider.organization().value();
    entity.providerId = provider.id().value();
    entity.createdAt = provider.createdAt();
    entity.set(provider);
    return entity;
  }

  /** Takes over all that may change, save for the credential. */
  void set(Provider provider) {
    name = provider.name();
    baseUrl = provider.baseUrl().toString();
    paths = StoredJson.ofNodes(wirePaths(provider.paths()));
    headerNames = StoredJson.ofTexts(provider.headerNames());
    forwardHeaders = StoredJson.ofTexts(provider.forwardHeaders());
    caPem = provider.caPem();
    timeoutMs = provider.timeout().toMillis();
    defaults = StoredJson.ofNodes(provider.defaults());
    extras = StoredJson.ofNodes(provider.extras());
    keySet = provider.credential().set();
    keyLast4 = provider.credential().last4();
    var stored = JsonNodeFactory.instance.objectNode();
    StoredProfile.write(provider.profile(), stored);
    profile = stored.toString();
    updatedAt = provider.updatedAt();
  }

  Provider toProvider() {
    return new Provider(
        new OrganizationId(organizationId),
        new ProviderId(providerId),
        name,
        URI.create(baseUrl),
        dialectPaths(StoredJson.nodes(paths)),
        StoredJson.texts(headerNames),
        StoredJson.texts(forwardHeaders),
        caPem,
        Duration.ofMillis(timeoutMs),
        StoredJson.nodes(defaults),
        StoredJson.nodes(extras),
        new CredentialHint(keySet, keyLast4),
        createdAt,
        updatedAt,
        StoredProfile.read(StoredJson.tree(profile)));
  }

  private static Map<String, JsonNode> wirePaths(Map<DialectId, String> paths) {
    return paths.entrySet().stream()
        .collect(
            Collectors.toMap(
                e -> e.getKey().wire(),
                e -> JsonNodeFactory.instance.textNode(e.getValue()),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  // A format of a newer version, met after going back to an older one, is left out rather than
  // keeping the gateway from starting.
  private static Map<DialectId, String> dialectPaths(Map<String, JsonNode> wire) {
    var paths = new LinkedHashMap<DialectId, String>();
    wire.forEach(
        (name, path) -> DialectId.ofWire(name).ifPresent(d -> paths.put(d, path.asText())));
    return paths;
  }
}
