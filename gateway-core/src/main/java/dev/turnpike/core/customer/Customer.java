package dev.turnpike.core.customer;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An end user of an organization's own product, in one environment, with all it has caused.
 *
 * @param identifier the caller's own name for it, unique within organization and environment
 * @param metadata set by people, values as text
 * @param updatedAt when a person last changed it; absent: never
 */
public record Customer(
    OrganizationId organization,
    Environment environment,
    String identifier,
    @Nullable String name,
    @Nullable String email,
    Map<String, String> metadata,
    CustomerBudget budget,
    Use use,
    @Nullable Instant updatedAt) {
  public Customer {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * What it has caused, logs that were deleted since included.
   *
   * @param activeDays days (UTC) with at least one log
   * @param periodCostUsd cost within the budget's present period; all of it without a period
   * @param averageLatency absent when nothing had one
   */
  public record Use(
      Instant firstSeen,
      Instant lastSeen,
      long activeDays,
      long requests,
      long errors,
      long promptTokens,
      long completionTokens,
      BigDecimal costUsd,
      BigDecimal periodCostUsd,
      @Nullable Duration averageLatency,
      @Nullable Duration averageTimeToFirstToken) {
    public long tokens() {
      return promptTokens + completionTokens;
    }
  }
}
