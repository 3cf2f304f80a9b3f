package dev.turnpike.core.integration;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.CredentialHint;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One credential for a built-in provider. Holds no secret.
 *
 * @param provider id of the row in the table
 * @param name for people, and for the log; unique among the provider's
 * @param weight its share of the calls among credentials that may serve a model; above 0
 * @param available models it may serve, by the provider's own names; empty for all
 * @param excluded models it may not serve
 * @param settings what was entered besides secrets, by field name
 * @param secrets what may be told of each secret, by field name
 * @param source where it comes from
 */
public record Integration(
    OrganizationId organization,
    UUID id,
    String provider,
    String name,
    int weight,
    boolean active,
    List<String> available,
    List<String> excluded,
    Map<String, String> settings,
    Map<String, CredentialHint> secrets,
    Source source,
    Instant createdAt,
    Instant updatedAt) {

  /** Where a credential comes from. */
  public enum Source {
    /** Entered by someone. */
    STORED,
    /** Found in the environment at the start; cannot be changed here. */
    ENVIRONMENT
  }

  public Integration {
    if (weight < 1) {
      throw new IllegalArgumentException("a weight is above 0: " + weight);
    }
    available = List.copyOf(available);
    excluded = List.copyOf(excluded);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
  }

  /** Whether it may serve the model of that name at the provider. */
  public boolean serves(String model) {
    return active
        && (available.isEmpty() || available.contains(model))
        && !excluded.contains(model);
  }
}
