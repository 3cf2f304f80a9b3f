package dev.turnpike.core.integration;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.catalog.endpoint.BaseUrl;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.provider.Profile;
import dev.turnpike.core.provider.ProviderDescriptor;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A row of the table joined with one credential: the provider as the data plane calls it, and what
 * it is shown. The same record a custom provider is.
 *
 * @param integration the credential it came from
 */
public record Connection(
    Integration integration, Provider provider, ProviderCredential credential) {
  /** A path segment or a label of a host name; nothing that could lead elsewhere. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  /** Joins them; empty when the settings do not make an address. */
  public static Optional<Connection> of(
      ProviderDescriptor row, Integration integration, Secrets secrets) {
    return address(row, integration.settings())
        .map(
            url ->
                new Connection(integration, provider(row, integration, url), credential(secrets)));
  }

  /**
   * The base URL the settings make; empty when a gap stays open or a value is not one that may
   * stand in an address.
   */
  static Optional<URI> address(ProviderDescriptor row, Map<String, String> settings) {
    var text = row.baseUrl();
    for (var field : row.fields()) {
      var gap = '{' + field.name() + '}';
      if (text.contains(gap)) {
        var value = value(field, settings);
        if (!text.startsWith(gap) && !PLAIN.matcher(value).matches()) {
          return Optional.empty();
        }
        text = text.replace(gap, value);
      }
    }
    return BaseUrl.parse(text) instanceof BaseUrl.Good(var url)
        ? Optional.of(url)
        : Optional.empty();
  }

  private static String value(CredentialField field, Map<String, String> settings) {
    return settings.getOrDefault(field.name(), field.fallback());
  }

  private static Provider provider(ProviderDescriptor row, Integration integration, URI url) {
    var settings = new LinkedHashMap<String, String>();
    for (var field : row.fields()) {
      if (!field.secret() && !value(field, integration.settings()).isEmpty()) {
        settings.put(field.name(), value(field, integration.settings()));
      }
    }
    return new Provider(
        integration.organization(),
        new ProviderId(row.id()),
        row.name(),
        url,
        paths(row, settings),
        List.of(),
        List.of(),
        null,
        Provider.DEFAULT_TIMEOUT,
        Map.of(),
        Map.of(),
        integration.secrets().getOrDefault(CredentialField.API_KEY, CredentialHint.NONE),
        integration.createdAt(),
        integration.updatedAt(),
        new Profile(row.auth(), row.quirks(), settings));
  }

  private static Map<DialectId, String> paths(
      ProviderDescriptor row, Map<String, String> settings) {
    var paths = new LinkedHashMap<DialectId, String>();
    row.paths()
        .forEach(
            (dialect, template) -> {
              var path = template;
              for (var setting : settings.entrySet()) {
                path = path.replace('{' + setting.getKey() + '}', setting.getValue());
              }
              paths.put(dialect, path);
            });
    return paths;
  }

  private static ProviderCredential credential(Secrets secrets) {
    var fields = new LinkedHashMap<>(secrets.values());
    var apiKey = fields.remove(CredentialField.API_KEY);
    return new ProviderCredential(apiKey, Map.of(), fields);
  }

  /** A connection by a credential that came with one call and is kept nowhere. */
  public static Optional<Connection> passing(
      ProviderDescriptor row,
      OrganizationId organization,
      Map<String, String> settings,
      Secrets secrets) {
    return of(
        row,
        new Integration(
            organization,
            new java.util.UUID(0, 0),
            row.id(),
            "request",
            1,
            true,
            List.of(),
            List.of(),
            settings,
            Map.of(),
            Integration.Source.STORED,
            Instant.EPOCH,
            Instant.EPOCH),
        secrets);
  }
}
