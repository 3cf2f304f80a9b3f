package dev.turnpike.persistence.catalog;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.usage.Price;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "model")
class ModelEntity extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "organization_id", updatable = false)
  UUID organizationId;

  @Column(updatable = false)
  String name;

  @Column(name = "display_name")
  String displayName;

  @Column(name = "provider_id")
  String providerId;

  @Column(name = "upstream_name")
  String upstreamName;

  String type;

  @Column(name = "input_price")
  @Nullable BigDecimal inputPrice;

  @Column(name = "output_price")
  @Nullable BigDecimal outputPrice;

  @Column(name = "cache_read_price")
  @Nullable BigDecimal cacheReadPrice;

  @Column(name = "cache_write_price")
  @Nullable BigDecimal cacheWritePrice;

  @Column(name = "context_window")
  @Nullable Integer contextWindow;

  @Column(name = "function_call")
  boolean functionCall;

  @Column(name = "image_input")
  boolean imageInput;

  boolean streaming;

  @Column(name = "supported_params")
  @ColumnTransformer(write = "?::json")
  String supportedParams;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  static ModelEntity of(Model model) {
    var entity = new ModelEntity();
    entity.id = UUID.randomUUID();
    entity.organizationId = model.organization().value();
    entity.name = model.name();
    entity.createdAt = model.createdAt();
    entity.set(model);
    return entity;
  }

  /** Takes over all that may change. */
  void set(Model model) {
    displayName = model.displayName();
    providerId = model.provider().value();
    upstreamName = model.upstreamName();
    type = model.type().wire();
    inputPrice = model.price().input();
    outputPrice = model.price().output();
    cacheReadPrice = model.price().cacheRead();
    cacheWritePrice = model.price().cacheWrite();
    contextWindow = model.contextWindow();
    functionCall = model.capabilities().functionCall();
    imageInput = model.capabilities().imageInput();
    streaming = model.capabilities().streaming();
    supportedParams = StoredJson.ofNodes(model.supportedParams());
    updatedAt = model.updatedAt();
  }

  Model toModel() {
    return new Model(
        new OrganizationId(organizationId),
        name,
        displayName,
        new ProviderId(providerId),
        upstreamName,
        ModelType.ofWire(type).orElse(ModelType.CHAT),
        new Price(inputPrice, outputPrice, cacheReadPrice, cacheWritePrice),
        contextWindow,
        new Model.Capabilities(functionCall, imageInput, streaming),
        StoredJson.nodes(supportedParams),
        createdAt,
        updatedAt);
  }
}
