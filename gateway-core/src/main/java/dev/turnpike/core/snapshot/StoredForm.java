package dev.turnpike.core.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.provider.StoredProfile;
import dev.turnpike.core.usage.Price;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Provider, model and key as JSON objects; reading throws {@link IllegalArgumentException}. */
final class StoredForm {
  private StoredForm() {}

  static void write(Provider provider, ObjectNode out) {
    out.put("organization", provider.organization().toString());
    out.put("id", provider.id().value());
    out.put("name", provider.name());
    out.put("base_url", provider.baseUrl().toString());
    var paths = out.putObject("paths");
    provider.paths().forEach((dialect, path) -> paths.put(dialect.wire(), path));
    provider.headerNames().forEach(out.putArray("header_names")::add);
    provider.forwardHeaders().forEach(out.putArray("forward_headers")::add);
    out.put("ca_pem", provider.caPem());
    out.put("timeout_ms", provider.timeout().toMillis());
    provider.defaults().forEach(out.putObject("defaults")::set);
    provider.extras().forEach(out.putObject("extras")::set);
    out.put("key_set", provider.credential().set());
    out.put("key_last4", provider.credential().last4());
    StoredProfile.write(provider.profile(), out.putObject("profile"));
    out.put("created_at", provider.createdAt().toString());
    out.put("updated_at", provider.updatedAt().toString());
  }

  static Provider provider(ObjectNode in) {
    var paths = new LinkedHashMap<DialectId, String>();
    in.path("paths")
        .properties()
        .forEach(
            m -> DialectId.ofWire(m.getKey()).ifPresent(d -> paths.put(d, m.getValue().asText())));
    return new Provider(
        organization(in),
        new ProviderId(text(in, "id")),
        text(in, "name"),
        URI.create(text(in, "base_url")),
        paths,
        texts(in.path("header_names")),
        texts(in.path("forward_headers")),
        in.path("ca_pem").textValue(),
        Duration.ofMillis(in.required("timeout_ms").asLong()),
        nodes(in.path("defaults")),
        nodes(in.path("extras")),
        new CredentialHint(in.path("key_set").asBoolean(), in.path("key_last4").textValue()),
        Instant.parse(text(in, "created_at")),
        Instant.parse(text(in, "updated_at")),
        StoredProfile.read(in.path("profile")));
  }

  static void write(Model model, ObjectNode out) {
    out.put("organization", model.organization().toString());
    out.put("name", model.name());
    out.put("display_name", model.displayName());
    out.put("provider", model.provider().value());
    out.put("upstream_name", model.upstreamName());
    out.put("type", model.type().wire());
    out.put("input_price", model.price().input());
    out.put("output_price", model.price().output());
    out.put("cache_read_price", model.price().cacheRead());
    out.put("cache_write_price", model.price().cacheWrite());
    out.put("context_window", model.contextWindow());
    out.put("function_call", model.capabilities().functionCall());
    out.put("image_input", model.capabilities().imageInput());
    out.put("streaming", model.capabilities().streaming());
    model.supportedParams().forEach(out.putObject("supported_params")::set);
    out.put("created_at", model.createdAt().toString());
    out.put("updated_at", model.updatedAt().toString());
  }

  static Model model(ObjectNode in) {
    return new Model(
        organization(in),
        text(in, "name"),
        text(in, "display_name"),
        new ProviderId(text(in, "provider")),
        text(in, "upstream_name"),
        ModelType.ofWire(text(in, "type")).orElse(ModelType.CHAT),
        new Price(
            decimal(in, "input_price"),
            decimal(in, "output_price"),
            decimal(in, "cache_read_price"),
            decimal(in, "cache_write_price")),
        in.hasNonNull("context_window") ? in.get("context_window").asInt() : null,
        new Model.Capabilities(
            in.path("function_call").asBoolean(),
            in.path("image_input").asBoolean(),
            in.path("streaming").asBoolean()),
        nodes(in.path("supported_params")),
        Instant.parse(text(in, "created_at")),
        Instant.parse(text(in, "updated_at")));
  }

  static void write(VirtualKey key, ObjectNode out) {
    out.put("id", key.id().toString());
    out.put("organization", key.organization().toString());
    out.put("name", key.name());
    out.put("prefix", key.prefix());
    out.put("digest", key.digest().hex());
    key.rights().stream().sorted().map(Right::name).forEach(out.putArray("rights")::add);
    out.put("environment", key.environment().name());
    out.put("expires_at", written(key.limits().expiresAt()));
    out.put("max_calls", key.limits().maxCalls());
    out.put("calls_per_minute", key.limits().callsPerMinute());
    out.put("spending_usd", key.limits().spendingUsd());
    out.put("created_at", key.createdAt().toString());
    out.put("revoked_at", written(key.revokedAt()));
    out.put("log_privacy", key.privacy().wire());
  }

  static VirtualKey key(ObjectNode in) {
    var rights = EnumSet.noneOf(Right.class);
    in.path("rights").forEach(right -> rights.add(Right.valueOf(right.asText())));
    return new VirtualKey(
        UUID.fromString(text(in, "id")),
        organization(in),
        text(in, "name"),
        text(in, "prefix"),
        new KeyDigest(text(in, "digest")),
        rights,
        Environment.valueOf(text(in, "environment")),
        new KeyLimits(
            instant(in, "expires_at"),
            in.hasNonNull("max_calls") ? in.get("max_calls").asLong() : null,
            in.hasNonNull("calls_per_minute") ? in.get("calls_per_minute").asInt() : null,
            decimal(in, "spending_usd")),
        Instant.parse(text(in, "created_at")),
        instant(in, "revoked_at"),
        LogPrivacy.ofWire(in.path("log_privacy").asText("full")).orElse(LogPrivacy.NONE));
  }

  private static OrganizationId organization(ObjectNode in) {
    return new OrganizationId(UUID.fromString(text(in, "organization")));
  }

  private static String text(ObjectNode in, String field) {
    return in.required(field).asText();
  }

  private static @Nullable BigDecimal decimal(ObjectNode in, String field) {
    return in.hasNonNull(field) ? in.get(field).decimalValue() : null;
  }

  private static @Nullable String written(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable Instant instant(ObjectNode in, String field) {
    return in.hasNonNull(field) ? Instant.parse(in.get(field).asText()) : null;
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Map<String, JsonNode> nodes(JsonNode object) {
    var nodes = new LinkedHashMap<String, JsonNode>();
    object.properties().forEach(m -> nodes.put(m.getKey(), m.getValue()));
    return nodes;
  }
}
