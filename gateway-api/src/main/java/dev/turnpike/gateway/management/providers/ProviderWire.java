package dev.turnpike.gateway.management.providers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.provider.Fact;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A custom provider as clients read it. Secrets are told of, never shown.
 *
 * @param id the same as {@code providerId}
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Provider", description = "A company or server that serves models")
public record ProviderWire(
    @Schema(description = "The same as provider_id") String id,
    @Schema(description = "Unique in your organization; fixed once created") String providerId,
    @Schema(description = "Name for people") String providerName,
    @Schema(
            implementation = Object.class,
            description =
                "The endpoint and how to call it: base_url, formats, auth_scheme, timeout,"
                    + " forward_headers, ca_pem, default request parameters and what else was"
                    + " stored. In place of secrets stand api_key_set, api_key_last4 and"
                    + " extra_header_names")
        ObjectNode extraKwargs,
    Instant createdAt,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "What a change did besides; mostly absent")
        List<String> notices) {

  public ProviderWire {
    notices = List.copyOf(notices);
  }

  /** As the catalog in memory has it, which also knows whether the stored credential opens. */
  public static ProviderWire of(Provider provider, Catalog catalog) {
    boolean unreadable =
        (provider.credential().set() || !provider.headerNames().isEmpty())
            && !catalog.credentials().containsKey(provider.id());
    return of(provider, unreadable, List.of());
  }

  /**
   * A built-in provider, by its row. Its dates are those its facts were read on, as it is nobody's.
   */
  public static ProviderWire of(ProviderDescriptor row) {
    var extra = JsonNodeFactory.instance.objectNode();
    extra.put("base_url", row.baseUrl());
    row.paths().keySet().stream().map(DialectId::wire).forEach(extra.putArray("formats")::add);
    var read =
        row.facts().stream()
            .map(Fact::checked)
            .max(Comparator.naturalOrder())
            .orElse(LocalDate.EPOCH);
    var at = read.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new ProviderWire(row.id(), row.id(), row.name(), extra, at, at, List.of());
  }

  /** As it was just written. */
  static ProviderWire of(Provider provider, List<String> notices) {
    return of(provider, false, notices);
  }

  private static ProviderWire of(Provider provider, boolean unreadable, List<String> notices) {
    return new ProviderWire(
        provider.id().value(),
        provider.id().value(),
        provider.name(),
        extraKwargs(provider, unreadable),
        provider.createdAt(),
        provider.updatedAt(),
        notices);
  }

  private static ObjectNode extraKwargs(Provider provider, boolean unreadable) {
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("base_url", provider.baseUrl().toString());
    formats(provider, wire);
    var auth = provider.profile().auth();
    if (auth != null) {
      wire.put("auth_scheme", auth.wire());
    }
    wire.put("timeout", seconds(provider.timeout()));
    if (!provider.forwardHeaders().isEmpty()) {
      provider.forwardHeaders().forEach(wire.putArray("forward_headers")::add);
    }
    if (provider.caPem() != null) {
      wire.put("ca_pem", provider.caPem());
    }
    provider.defaults().forEach(wire::set);
    provider.extras().forEach(wire::set);
    var credential = provider.credential();
    wire.put("api_key_set", credential.set());
    if (credential.last4() != null) {
      wire.put("api_key_last4", credential.last4());
    }
    if (!provider.headerNames().isEmpty()) {
      provider.headerNames().forEach(wire.putArray("extra_header_names")::add);
    }
    if (unreadable) {
      wire.put("credential_unreadable", true);
    }
    return wire;
  }

  /** A list where each format is at its usual path, else each with its own. */
  private static void formats(Provider provider, ObjectNode wire) {
    var paths = provider.paths();
    if (paths.entrySet().stream().allMatch(e -> e.getValue().equals(e.getKey().defaultPath()))) {
      paths.keySet().stream().map(DialectId::wire).forEach(wire.putArray("formats")::add);
    } else {
      var byFormat = wire.putObject("formats");
      paths.forEach((dialect, path) -> byFormat.put(dialect.wire(), path));
    }
  }

  private static BigDecimal seconds(Duration timeout) {
    var seconds = BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }
}
