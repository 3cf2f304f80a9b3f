package dev.turnpike.core.integration;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.integration.Integration.Source;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.provider.ProviderDescriptor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keys found in the environment under the names the vendors' own SDKs read ({@code OPENAI_API_KEY}
 * …), where the owner has switched that on. Every organization of the installation may use them.
 * Immutable.
 */
public final class EnvironmentCredentials {
  public static final EnvironmentCredentials NONE = new EnvironmentCredentials(List.of());

  private record Found(ProviderDescriptor row, String variable, String key) {}

  private final List<Found> found;

  private EnvironmentCredentials(List<Found> found) {
    this.found = List.copyOf(found);
  }

  /**
   * @param environment value of a variable; null or blank when not set
   */
  public static EnvironmentCredentials read(
      BuiltInProviders table, UnaryOperator<@Nullable String> environment) {
    var found = new ArrayList<Found>();
    for (var row : table.all()) {
      var variable = row.environmentVariable();
      var key = variable == null ? null : environment.apply(variable);
      if (variable != null && key != null && !key.isBlank()) {
        found.add(new Found(row, variable, key.strip()));
      }
    }
    return new EnvironmentCredentials(found);
  }

  /** The variables that were found, for the log of the start. */
  public List<String> variables() {
    return found.stream().map(Found::variable).toList();
  }

  /** As connections of an organization; they come after the stored ones of the same provider. */
  public List<Connection> of(OrganizationId organization) {
    return found.stream().map(f -> connection(f, organization)).flatMap(Optional::stream).toList();
  }

  private static Optional<Connection> connection(Found found, OrganizationId organization) {
    var name = organization + "/" + found.variable;
    var integration =
        new Integration(
            organization,
            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
            found.row.id(),
            found.variable,
            1,
            true,
            List.of(),
            List.of(),
            Map.of(),
            Map.of(CredentialField.API_KEY, CredentialHint.of(found.key)),
            Source.ENVIRONMENT,
            Instant.EPOCH,
            Instant.EPOCH);
    return Connection.of(
        found.row, integration, new Secrets(Map.of(CredentialField.API_KEY, found.key)));
  }
}
