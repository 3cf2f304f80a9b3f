package dev.turnpike.gateway.management.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.KeyUse;
import dev.turnpike.core.access.NewKey;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.access.VirtualKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API key as clients read it. The key itself is in the answer that creates it, and no other. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "ApiKey", description = "A key of your organization")
public record KeyWire(
    String id,
    String name,
    @Schema(description = "What may be seen of the key") String prefix,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The whole key; only when it is created")
        @Nullable String apiKey,
    @Schema(description = "What it may do", examples = "[\"calls\", \"logs\"]") List<String> rights,
    @Schema(description = "prod or test") String environment,
    boolean isTest,
    @Schema(nullable = true) @Nullable Instant expiryDate,
    @Schema(description = "Calls over its whole life; -1 is unlimited") long maxUsage,
    @Schema(description = "Calls a minute", nullable = true) @Nullable Integer rateLimit,
    @Schema(description = "USD over its whole life", nullable = true)
        @Nullable BigDecimal spendingLimit,
    @Schema(description = "What is logged of its calls' texts: full, redacted, hash or none")
        String logPrivacy,
    @Schema(description = "Calls so far") long keyUsage,
    @Schema(description = "USD so far") BigDecimal spending,
    @Schema(nullable = true) @Nullable Instant lastUsed,
    @Schema(description = "Whether it was revoked; its row stays") boolean revoked,
    Instant created,
    String uniqueOrganizationId) {

  public KeyWire {
    rights = List.copyOf(rights);
  }

  static KeyWire of(VirtualKey key, KeyUse use) {
    return of(key, use, null);
  }

  static KeyWire of(NewKey made) {
    return of(made.key(), KeyUse.NONE, made.secret());
  }

  private static KeyWire of(VirtualKey key, KeyUse use, @Nullable String secret) {
    var limits = key.limits();
    return new KeyWire(
        key.id().toString(),
        key.name(),
        key.prefix(),
        secret,
        key.rights().stream().sorted().map(Right::wire).toList(),
        key.environment().wire(),
        key.environment() == Environment.TEST,
        limits.expiresAt(),
        limits.maxCalls() == null ? -1 : limits.maxCalls(),
        limits.callsPerMinute(),
        limits.spendingUsd(),
        key.privacy().wire(),
        use.calls(),
        use.spentUsd(),
        use.lastUsedAt(),
        key.revokedAt() != null,
        key.createdAt(),
        key.organization().toString());
  }
}
